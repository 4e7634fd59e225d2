package dev.hearken.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearken.TestServer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import org.jdbi.v3.core.Jdbi;
import org.postgresql.PGConnection;

/// What the database of a test server holds of contents, and how a day passes in it.
public final class StoredContents {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final TestServer server;
  private final Jdbi sql;

  public StoredContents(TestServer server) {
    this.server = server;
    sql = server.sql();
    sql.useHandle(handle -> {
      handle.execute(
          """
          CREATE FUNCTION tell_of_removal() RETURNS trigger LANGUAGE plpgsql
          AS $$ BEGIN NOTIFY removed; RETURN NULL; END $$
          """);
      for (var table : new String[] {"scheduled_tasks", "blob"}) {
        handle.execute(
            "CREATE TRIGGER told AFTER DELETE ON "
                + table
                + " FOR EACH STATEMENT EXECUTE FUNCTION tell_of_removal()");
      }
    });
  }

  /// A source's id as its rows have it.
  public static long bits(String source) {
    return Long.parseUnsignedLong(source, 16);
  }

  /// @param what a table, and a condition that says `:source`
  public long count(String what, String source) {
    return sql.withHandle(handle ->
        handle
            .createQuery("SELECT count(*) FROM " + what)
            .bind("source", bits(source))
            .mapTo(Long.class)
            .one());
  }

  public long chunks(String source) {
    return count("blob_chunk WHERE source_id = :source", source);
  }

  public long blobs(String source) {
    return count("blob WHERE source_id = :source", source);
  }

  /// How often content of this source waits to be looked at.
  public long looks(String source) {
    return count(
        """
        scheduled_tasks
        WHERE task_name = 'remove-content'
          AND convert_from(task_data, 'UTF8') LIKE hex_id(:source) || '/%'
        """,
        source);
  }

  /// What waits for its turn may begin, as if a day had passed.
  public void aDayGoesBy() {
    sql.useHandle(handle -> {
      handle.execute("UPDATE blob SET touched_at = touched_at - interval '26 hours'");
      handle.execute("UPDATE scheduled_tasks SET execution_time = now()");
    });
  }

  /// Does what waits for its turn, as if a day had passed, until this source has nothing to wait
  /// for.
  public void aDayPasses(String source) {
    aDayGoesBy();
    workUntil(() -> looks(source) == 0, () -> {});
  }

  /// Does what a deleted source left behind, until it has no content.
  public void purgePasses(String source) {
    workUntil(() -> blobs(source) == 0, () -> {});
  }

  /// Does what waits, until this is so. Something is looked at whenever the database says that it
  /// removed something.
  ///
  /// @param meanwhile done once the work has begun
  public void workUntil(BooleanSupplier wanted, Runnable meanwhile) {
    try (var listener = sql.open()) {
      listener.execute("LISTEN removed");
      var told = listener.getConnection().unwrap(PGConnection.class);
      try (var jobs = server.work()) {
        assertThat(jobs).isNotNull();
        meanwhile.run();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!wanted.getAsBoolean() && System.nanoTime() < end) {
          told.getNotifications(1_000);
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    assertThat(wanted.getAsBoolean()).isTrue();
  }

  /// Two delete a comment each, of a source, at the same time: the first has deleted and not yet
  /// committed when the second begins.
  public void letGoTogether(String source, String first, Runnable second) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        var other = sql.open()) {
      other.begin();
      other.execute("DELETE FROM comment WHERE source_id = ? AND id = ?", bits(source), first);
      var deleting = threads.submit(second);
      awaitLock(deleting::isDone);
      other.commit();
      deleting.get();
    }
  }

  /// Returns once somebody waits for another's transaction. Nobody tells of that, so it is asked
  /// again and again.
  ///
  /// @param over will never come to it any more
  public boolean awaitLock(BooleanSupplier over) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    boolean waits = false;
    while (!waits && !over.getAsBoolean() && System.nanoTime() < end) {
      waits =
          sql.withHandle(handle ->
              handle
                  .createQuery("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)")
                  .mapTo(Boolean.class)
                  .one());
    }
    return waits;
  }
}
