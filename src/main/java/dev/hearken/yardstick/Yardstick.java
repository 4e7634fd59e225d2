package dev.hearken.yardstick;

import dev.hearken.load.HttpReader;
import dev.hearken.load.Subject;
import dev.hearken.mix.Action;
import dev.hearken.mix.Clients;
import dev.hearken.mix.Mix;
import dev.hearken.mix.Scene;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;

/// What requests cost without the server: the statements that it executes for them, over plain JDBC
/// on its own pool. They are taken from a second server on the same database.
public final class Yardstick {
  /// The first requests may execute more than those after them.
  private static final int UNLIKE = 2;

  private final DataSource pool;
  private final Map<Action, List<Statement>> statements;

  private Yardstick(DataSource pool, Map<Action, List<Statement>> statements) {
    this.pool = pool;
    this.statements = statements;
  }

  /// @param worker whose things the requests are about
  public static Yardstick take(Subject subject, Mix mix, Scene scene, int worker)
      throws IOException {
    var pool = subject.database().pool();
    var recording = new Recording(pool);
    var statements = new HashMap<Action, List<Statement>>();
    try (var second = subject.another().through(recording.source());
        var reader = new HttpReader(second.address())) {
      for (var action : mix.pattern()) {
        if (!statements.containsKey(action)) {
          statements.put(action, statements(action, recording, reader, scene, worker));
        }
      }
    }
    scene.clear();
    return new Yardstick(pool, statements);
  }

  private static List<Statement> statements(
      Action action, Recording recording, HttpReader reader, Scene scene, int worker)
      throws IOException {
    var requests = new ArrayList<Action.Once>();
    var recorded = new ArrayList<List<Recording.Recorded>>();
    for (int turn = 0; turn < UNLIKE + 2; turn++) {
      var once = action.once(worker, turn, scene.token());
      var _ = recording.take();
      Clients.check(reader, action, once);
      requests.add(once);
      recorded.add(recording.take());
    }
    return Statement.of(
        recorded.get(UNLIKE),
        requests.get(UNLIKE),
        recorded.get(UNLIKE + 1),
        requests.get(UNLIKE + 1));
  }

  /// What it executes for this kind of request.
  public List<String> sql(Action action) {
    return of(action).stream().map(Statement::sql).toList();
  }

  /// All statements of a request, one after the other, on one connection of the pool.
  public void go(Action action, Action.Once once) throws SQLException {
    int found = 0;
    try (var connection = pool.getConnection()) {
      for (var statement : of(action)) {
        found += statement.execute(connection, once);
      }
    }
    if (found != action.items()) {
      throw new SQLException(
          "The rows for %s of %s in turn %s have %d of %d items"
              .formatted(action.name(), once.thing(), once.turn(), found, action.items()));
    }
  }

  private List<Statement> of(Action action) {
    return Objects.requireNonNull(statements.get(action), action::name);
  }
}
