package dev.hearken.translation;

import dev.hearken.database.Database;
import dev.hearken.database.Id;
import dev.hearken.database.Rows;
import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/// Which source is at work in which server, and which is next.
final class TurnStore {
  /// How long a server may be silent before another begins in its place.
  private static final Duration LEASE = Duration.ofSeconds(20);

  private static final RowMapper<Turn> TURN = Rows.of(Turn.class);

  private final Database database;
  private final Duration lease;

  TurnStore(Database database) {
    this(database, LEASE);
  }

  TurnStore(Database database, Duration lease) {
    this.database = database;
    this.lease = lease;
  }

  /// How often a server says that it is still at work.
  Duration beat() {
    return lease.dividedBy(4);
  }

  /// Says that a server translates with this service. With another one than before, or when
  /// comments came while there was none, the sources concerned are walked anew.
  ///
  /// @param halted why nothing is translated at the moment
  void seen(String service, @Nullable String halted) {
    database.transaction(handle -> {
      boolean other =
          handle
              .createQuery(
                  """
                  WITH old AS (
                    SELECT service
                    FROM translator
                    FOR UPDATE
                  ), seen AS (
                    INSERT INTO translator (service, seen_at, halted)
                    VALUES (:service, now(), :halted)
                    ON CONFLICT (only_row) DO UPDATE
                    SET service = excluded.service,
                      seen_at = excluded.seen_at,
                      halted = excluded.halted
                  )
                  SELECT EXISTS (SELECT FROM old WHERE service <> :service)
                  """)
              .bind("service", service)
              .bind("halted", halted)
              .mapTo(Boolean.class)
              .one();
      return handle
          .createQuery(
              """
              WITH begun AS (
                UPDATE translated_source
                SET walked_ts = 'infinity', walked_key = '', unseen = false
                WHERE unseen OR :other
                RETURNING id
              )
              SELECT call_for_translation(id)
              FROM begun
              """)
          .bind("other", other)
          .mapTo(String.class)
          .list();
    });
  }

  /// Takes the source that has something to do and whose last turn was longest ago.
  Optional<Turn> take() {
    return database.transaction(handle -> {
      var taken =
          handle
              .createQuery(
                  """
                  UPDATE translated_source
                  SET holder = :holder,
                    leased_until = clock_timestamp() + :lease * INTERVAL '1 millisecond',
                    turn = clock_timestamp()
                  WHERE id = (
                    SELECT t.id
                    FROM translated_source t
                    WHERE t.leased_until < clock_timestamp()
                      AND (t.leased_until > '-infinity' OR EXISTS (
                        SELECT
                        FROM translation_call c
                        WHERE c.source = t.id AND c.due_at <= clock_timestamp()
                      ))
                    ORDER BY t.turn, t.id
                    LIMIT 1
                    FOR UPDATE SKIP LOCKED
                  )
                  RETURNING id
                  """)
              .bind("holder", Id.random())
              .bind("lease", lease.toMillis())
              .mapTo(Id.class)
              .findOne();
      taken.ifPresent(source ->
          handle
              .createUpdate(
                  """
                  DELETE FROM translation_call
                  WHERE id IN (
                    SELECT id
                    FROM translation_call
                    WHERE source = :source AND due_at <= clock_timestamp()
                    FOR UPDATE SKIP LOCKED
                  )
                  """)
              .bind("source", source)
              .execute());
      return taken.flatMap(source -> turn(handle, source));
    });
  }

  private static Optional<Turn> turn(Handle handle, Id source) {
    return handle
        .createQuery(
            """
            SELECT s.id AS source_id, t.holder, s.language, s.should_translate AS wanted,
              t.walked_ts IS NOT NULL AS walks
            FROM translated_source t
            JOIN source s ON s.id = t.id
            WHERE t.id = :source
            """)
        .bind("source", source)
        .map(TURN)
        .findOne();
  }

  /// Takes a source from whoever is at work on it, so that nobody is. What he has just bought stays
  /// in the cache.
  ///
  /// @return nothing when it was never translated
  Optional<Turn> seize(Id source) {
    return database.transaction(handle -> {
      handle
          .createUpdate(
              """
              UPDATE translated_source
              SET holder = :holder,
                leased_until = clock_timestamp() + :lease * INTERVAL '1 millisecond'
              WHERE id = :source
              """)
          .bind("source", source)
          .bind("holder", Id.random())
          .bind("lease", lease.toMillis())
          .execute();
      return turn(handle, source);
    });
  }

  /// Says that this server is still at work.
  void beat(Turn turn) {
    database.with(handle ->
        handle
            .createUpdate(
                """
                UPDATE translated_source
                SET leased_until = clock_timestamp() + :lease * INTERVAL '1 millisecond'
                WHERE id = :source AND holder = :holder
                """)
            .bind("source", turn.sourceId())
            .bind("holder", turn.holder())
            .bind("lease", lease.toMillis())
            .execute());
  }

  /// Gives a source back, and calls for it when there is more to do, or will be.
  ///
  /// @param more whether there is something to do at once
  void giveBack(Turn turn, boolean more) {
    database.transaction(handle -> {
      handle
          .createUpdate(
              """
              WITH next AS (
                SELECT CASE WHEN :more THEN clock_timestamp() ELSE min(due_at) END AS due_at
                FROM comment_translation
                WHERE source_id = :source AND state = 'waiting'
              )
              INSERT INTO translation_call (source, due_at)
              SELECT :source, next.due_at
              FROM next
              WHERE next.due_at IS NOT NULL
                AND :wanted
                AND NOT EXISTS (
                  SELECT
                  FROM translation_call c
                  WHERE c.source = :source AND c.due_at > now() AND c.due_at <= next.due_at
                )
              """)
          .bind("source", turn.sourceId())
          .bind("more", more)
          .bind("wanted", turn.wanted())
          .execute();
      return handle
          .createUpdate(
              """
              UPDATE translated_source
              SET leased_until = '-infinity', holder = NULL
              WHERE id = :source AND holder = :holder
              """)
          .bind("source", turn.sourceId())
          .bind("holder", turn.holder())
          .execute();
    });
  }
}
