package dev.hearken.database;

import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;

/// Counts and times the statements that are sent, and names those that take long.
final class Statements implements SqlLogger {
  private static final System.Logger LOG = System.getLogger(Statements.class.getName());

  /// Whose frames say nothing of where a statement comes from.
  private static final Set<String> PASSING =
      Stream.of(Statements.class, Lookup.class, Database.class)
          .map(Class::getName)
          .collect(Collectors.toUnmodifiableSet());

  private static final int SHOWN = 160;

  private final Duration slow;
  private final LongAdder count = new LongAdder();
  private final List<Executed.Watcher> watchers = new CopyOnWriteArrayList<>();

  /// @param slow what takes longer stands in the log
  Statements(Duration slow) {
    this.slow = slow;
  }

  long count() {
    return count.sum();
  }

  void watch(Executed.Watcher watcher) {
    watchers.add(watcher);
  }

  @Override
  public void logBeforeExecution(StatementContext context) {
    count.increment();
  }

  @Override
  public void logAfterExecution(StatementContext context) {
    tell(context);
  }

  @Override
  public void logException(StatementContext context, SQLException failure) {
    tell(context);
  }

  private void tell(StatementContext context) {
    tell(new Executed.OfJdbi(context), context.getElapsedTime(ChronoUnit.NANOS));
  }

  /// A statement begins of which JDBI does not tell.
  ///
  /// @return what [#end] is to be given
  long begin() {
    count.increment();
    return System.nanoTime();
  }

  void end(String sql, Values values, long begin) {
    tell(new Executed.Looked(sql, values), System.nanoTime() - begin);
  }

  private void tell(Executed statement, long nanos) {
    for (var watcher : watchers) {
      watcher.executed(statement, nanos);
    }
    if (nanos > slow.toNanos()) {
      LOG.log(
          Level.WARNING,
          () ->
              "Slow statement, %,d ms, in %s: %s"
                  .formatted(nanos / 1_000_000, method(), opening(statement.sql())));
    }
  }

  /// The method whose statement it is.
  private static String method() {
    return StackWalker.getInstance()
        .walk(frames ->
            frames
                .filter(frame ->
                    frame.getClassName().startsWith("dev.hearken.")
                        && !PASSING.contains(frame.getClassName()))
                .map(frame ->
                    frame.getClassName().replaceFirst(".*\\.", "")
                        + "."
                        + frame.getMethodName().replaceFirst("lambda\\$(\\w+)\\$.*", "$1"))
                .findFirst()
                .orElse("?"));
  }

  /// Values are bound, so there are none in it.
  private static String opening(String statement) {
    var line = statement.strip().replaceAll("\\s+", " ");
    return line.length() > SHOWN ? line.substring(0, SHOWN) + " …" : line;
  }
}
