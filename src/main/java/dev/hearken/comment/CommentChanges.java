package dev.hearken.comment;

import dev.hearken.body.Digest;
import dev.hearken.body.Elements;
import dev.hearken.database.Database;
import dev.hearken.database.Id;
import dev.hearken.database.Rows;
import dev.hearken.http.Caller;
import dev.hearken.http.Json;
import dev.hearken.http.Refusal;
import dev.hearken.http.Shown;
import dev.hearken.project.FullName;
import dev.hearken.source.SourceStore;
import dev.hearken.user.Access;
import dev.hearken.user.Permission;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/// Stores and deletes comments.
public final class CommentChanges {
  private static final RowMapper<Synced> SYNCED = Rows.of(Synced.class);
  private static final RowMapper<Place> PLACE = Rows.of(Place.class);

  private final Database database;
  private final Clock clock;

  public CommentChanges(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// What the statement of a slice says.
  ///
  /// @param present whether the source is still there
  /// @param unwritten how many were not there when it looked, and were when it wrote
  /// @param taken the first id that has other content
  record Synced(
      boolean present,
      long added,
      long updated,
      long updatedTextChanged,
      long updatedPropertiesOnly,
      long unwritten,
      @Nullable String taken) {}

  /// What a statement says of a source.
  record Place(String owner, @Nullable List<String> held, @Nullable Id source) {}

  /// Stores what is new or differs; all or nothing.
  SyncResult sync(Caller caller, FullName name, Elements<NewComment> comments) {
    return database.transaction(handle -> {
      var source = SourceStore.get(handle, caller, name, Permission.SOURCES_ADD_COMMENTS);
      var total = new SyncResult[] {SyncResult.NOTHING};
      comments.slices(slice -> {
        var done = store(handle, caller, name, source.id(), slice, true);
        total[0] = total[0].plus(result(done, slice.size()));
      });
      return total[0];
    });
  }

  private static SyncResult result(Synced done, int sent) {
    return new SyncResult(
        done.added(),
        done.updated(),
        sent - done.added() - done.updated(),
        done.updatedTextChanged(),
        done.updatedPropertiesOnly());
  }

  /// Stores what is new; all or nothing.
  ///
  /// @throws Refusal.Conflict when one of them is there with other content
  void add(Caller caller, FullName name, Elements<NewComment> comments) {
    database.transaction(handle -> {
      var source = SourceStore.get(handle, caller, name, Permission.SOURCES_ADD_COMMENTS);
      comments.slices(slice -> add(handle, caller, name, source.id(), slice));
      return comments.size();
    });
  }

  private void add(Handle handle, Caller caller, FullName name, Id source, List<NewComment> slice) {
    Synced done;
    do {
      done = store(handle, caller, name, source, slice, false);
      if (done.taken() != null) {
        throw new Refusal.Conflict(
            "The comment %s is in the source %s with other content: to overwrite it, sync it."
                .formatted(Shown.of(done.taken()), Shown.of(name.toString())));
      }
      // What somebody else added at the same moment is there now, to be compared.
    } while (done.unwritten() > 0);
  }

  /// One statement for a slice in the order of its keys. What is stored is joined first, so that
  /// unchanged rows are not touched; the conflict clause guards against those who do the same at
  /// the same moment. The source is locked against deletion: else comments could come to rest
  /// behind the purge.
  ///
  /// Properties that the caller cannot see are kept where he leaves them out, written where he does
  /// not, and take no part in what he is told, be it by counts or by times.
  ///
  /// @param overwrite whether what is there with other content is written
  private Synced store(
      Handle handle,
      Caller caller,
      FullName name,
      Id source,
      List<NewComment> slice,
      boolean overwrite) {
    var done =
        handle
            .createQuery(
                """
                WITH home AS (
                  SELECT s.id,
                    CASE
                      WHEN :everywhere OR m.permissions && :seeing THEN CAST('{}' AS text[])
                      ELSE hidden_keys(s.sensitive_properties)
                    END AS hidden
                  FROM source s
                  LEFT JOIN member m ON m.project_id = s.project_id AND m.user_id = :caller
                  WHERE s.id = :source
                  FOR KEY SHARE OF s
                ), sent AS (
                  SELECT key, id, ts, thread_id, thread_key, text_format, messages,
                    CAST(properties AS jsonb) AS properties, attachments, content_digest,
                    messages_digest
                  FROM unnest(
                    :keys, :ids, CAST(:times AS timestamptz[]), :threads, :thread_keys, :formats,
                    :messages, :properties, :attachments, :contents, :texts
                  ) AS sent (key, id, ts, thread_id, thread_key, text_format, messages, properties,
                    attachments, content_digest, messages_digest)
                ), compared AS (
                  SELECT sent.*,
                    c.key IS NULL AS is_new,
                    c.content_digest IS DISTINCT FROM sent.content_digest AS other_content,
                    c.messages_digest IS DISTINCT FROM sent.messages_digest AS other_messages,
                    c.properties - home.hidden IS DISTINCT FROM sent.properties - home.hidden
                      AS other_properties,
                    kept_properties(c.properties, home.hidden) || sent.properties
                      IS DISTINCT FROM c.properties AS other_in_any
                  FROM home
                  CROSS JOIN sent
                  LEFT JOIN comment c ON c.source_id = :source AND c.key = sent.key
                ), written AS (
                  INSERT INTO comment AS c (source_id, key, id, ts, thread_id, thread_key,
                    text_format, messages, properties, attachments, content_digest, messages_digest,
                    created, updated)
                  SELECT :source, key, id, ts, thread_id, thread_key, text_format, messages,
                    properties, attachments, content_digest, messages_digest, :now, :now
                  FROM compared
                  WHERE is_new OR (:overwrite AND (other_content OR other_in_any))
                  ORDER BY key
                  ON CONFLICT (source_id, key) DO UPDATE
                  SET ts = excluded.ts,
                    thread_id = excluded.thread_id,
                    thread_key = excluded.thread_key,
                    text_format = excluded.text_format,
                    messages = excluded.messages,
                    properties =
                      kept_properties(c.properties, (SELECT hidden FROM home)) || excluded.properties,
                    attachments = excluded.attachments,
                    content_digest = excluded.content_digest,
                    messages_digest = excluded.messages_digest,
                    version = c.version + 1,
                    updated = CASE
                      WHEN c.content_digest <> excluded.content_digest
                        OR c.properties - (SELECT hidden FROM home)
                          <> excluded.properties - (SELECT hidden FROM home)
                      THEN excluded.updated
                      ELSE c.updated
                    END
                  WHERE :overwrite
                  RETURNING c.key, c.version = 1 AS added
                )
                SELECT EXISTS (SELECT FROM home) AS present,
                  count(*) FILTER (WHERE added) AS added,
                  count(*) FILTER (
                    WHERE NOT added AND (other_content OR other_properties)) AS updated,
                  count(*) FILTER (WHERE NOT added AND other_messages) AS updated_text_changed,
                  count(*) FILTER (
                    WHERE NOT added AND other_properties AND NOT other_content
                  ) AS updated_properties_only,
                  (SELECT count(*) FROM compared WHERE is_new)
                    - count(*) FILTER (WHERE is_new) AS unwritten,
                  (
                    SELECT id
                    FROM compared
                    WHERE NOT is_new AND (other_content OR other_properties)
                    ORDER BY key
                    LIMIT 1
                  ) AS taken
                FROM written
                JOIN compared USING (key)
                """)
            .bind("caller", caller.id())
            .bind("everywhere", Permission.ROOT.heldEverywhereBy(caller))
            .bindArray("seeing", String.class, Permission.SOURCES_READ_SENSITIVE.grantedBy())
            .bind("source", source)
            .bind("overwrite", overwrite)
            .bind("now", clock.instant())
            .bind("keys", slice.stream().map(NewComment::key).toArray(byte[][]::new))
            .bindArray("ids", String.class, texts(slice.stream().map(NewComment::id)))
            .bindArray(
                "times",
                String.class,
                texts(slice.stream().map(each -> Json.timestamp(each.timestamp()))))
            .bindArray("threads", String.class, texts(slice.stream().map(NewComment::threadId)))
            .bind("thread_keys", slice.stream().map(NewComment::threadKey).toArray(byte[][]::new))
            .bindArray("formats", String.class, texts(slice.stream().map(NewComment::textFormat)))
            .bindArray("messages", String.class, texts(slice.stream().map(NewComment::messages)))
            .bindArray(
                "properties", String.class, texts(slice.stream().map(NewComment::userProperties)))
            .bindArray(
                "attachments", String.class, texts(slice.stream().map(NewComment::attachments)))
            .bind("contents", slice.stream().map(NewComment::contentDigest).toArray(byte[][]::new))
            .bind("texts", slice.stream().map(NewComment::messagesDigest).toArray(byte[][]::new))
            .map(SYNCED)
            .one();
    if (!done.present()) {
      throw SourceStore.noSuchSource(name.toString());
    }
    return done;
  }

  private static Object[] texts(Stream<? extends @Nullable String> texts) {
    return texts.toArray();
  }

  /// Deletes those of these ids that there are.
  void delete(Caller caller, FullName name, List<String> ids) {
    var granting =
        Stream.of(Permission.SOURCES_ADD_COMMENTS, Permission.SOURCES_ADMIN)
            .flatMap(permission -> permission.grantedBy().stream())
            .distinct()
            .toList();
    var place =
        database
            .transaction(handle ->
                handle
                    .createQuery(
                        """
                        WITH place AS (
                          SELECT p.name AS owner, m.permissions AS held, s.id AS source
                          FROM project p
                          LEFT JOIN member m ON m.project_id = p.id AND m.user_id = :caller
                          LEFT JOIN source s ON s.project_id = p.id AND s.name = :name
                          WHERE p.name = :owner
                        ), doomed AS (
                          SELECT c.source_id, c.key
                          FROM place
                          JOIN comment c ON c.source_id = place.source AND c.key = ANY(:keys)
                          WHERE :everywhere OR place.held && :granting
                          ORDER BY c.key
                          FOR UPDATE OF c
                        ), gone AS (
                          DELETE FROM comment c
                          USING doomed
                          WHERE c.source_id = doomed.source_id AND c.key = doomed.key
                        )
                        SELECT owner, held, source
                        FROM place
                        """)
                    .bind("caller", caller.id())
                    .bind("owner", name.owner())
                    .bind("name", name.name())
                    .bind("everywhere", Permission.ROOT.heldEverywhereBy(caller))
                    .bindArray("granting", String.class, granting)
                    .bind("keys", ids.stream().distinct().map(Digest::of).toArray(byte[][]::new))
                    .map(PLACE)
                    .findOne())
            .orElseThrow(() -> Access.noSuchProject(name.owner()));
    var access = new Access(caller, place.owner(), place.held());
    access.requireVisible();
    if (place.source() == null) {
      throw SourceStore.noSuchSource(name.toString());
    }
    access.require(
        access.allows(Permission.SOURCES_ADMIN)
            ? Permission.SOURCES_ADMIN
            : Permission.SOURCES_ADD_COMMENTS);
  }
}
