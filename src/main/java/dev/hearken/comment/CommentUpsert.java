package dev.hearken.comment;

import dev.hearken.database.BinaryArray;
import dev.hearken.database.FreshPlan;
import dev.hearken.database.Id;
import dev.hearken.database.Rows;
import dev.hearken.http.Caller;
import dev.hearken.project.FullName;
import dev.hearken.source.SourceStore;
import dev.hearken.user.Permission;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/// Puts slices of comments into a source, each id once and in the order of keys. One statement
/// compares digests, another one is sent what is to be written: texts that are there already do not
/// travel, and unchanged rows are not touched.
///
/// Properties that the caller cannot see are kept where he leaves them out, written where he does
/// not, and take no part in what he is told, be it by counts or by times.
final class CommentUpsert {
  private static final RowMapper<Compared> COMPARED = Rows.of(Compared.class);
  private static final RowMapper<Written> WRITTEN = Rows.of(Written.class);
  private static final Permission ADDING = Permission.SOURCES_ADD_COMMENTS;

  /// The source with the keys of those properties that the caller cannot see.
  private static final String HOME =
      """
      WITH home AS (
        SELECT s.id,
          CASE
            WHEN :everywhere OR m.permissions && :seeing THEN CAST('{}' AS text[])
            ELSE hidden_keys(s.sensitive_properties)
          END AS hidden
        FROM source s
        LEFT JOIN member m ON m.project_id = s.project_id AND m.user_id = :caller
      """;

  private static final String BY_ID =
      HOME
          + """
            WHERE s.id = :source
          """;

  /// It is not found where the caller may not add to it.
  private static final String BY_NAME =
      HOME
          + """
            JOIN project p ON p.id = s.project_id
            WHERE p.name = :owner AND s.name = :name
              AND (:everywhere OR m.permissions && :adding)
          """;

  /// A mark for each comment, as [Compared] explains them. Each is looked for by its key, and in an
  /// order that only the primary key has: left to itself, the database reads all that a source has
  /// for every slice when it has no statistics of it yet (measured), and if only the join is taken
  /// from it, all entries of another index that begins with the source, for each comment.
  private static final String COMPARE =
      """
      ), sent AS (
        SELECT key, content_digest, messages_digest,
          CAST(properties AS jsonb) AS properties, place
        FROM unnest(:keys, :contents, :texts, :properties) WITH ORDINALITY
          AS sent (key, content_digest, messages_digest, properties, place)
      ), compared AS (
        SELECT place,
          CASE
            WHEN c.key IS NULL THEN 'n'
            WHEN c.messages_digest <> sent.messages_digest THEN 'm'
            WHEN c.content_digest <> sent.content_digest THEN 'c'
            WHEN c.properties - home.hidden <> sent.properties - home.hidden THEN 'p'
            WHEN home.hidden <> '{}'
              AND kept_properties(c.properties, home.hidden) || sent.properties
                <> c.properties
            THEN 'h'
            ELSE '='
          END AS mark
        FROM home
        CROSS JOIN sent
        LEFT JOIN LATERAL (
          SELECT key, content_digest, messages_digest, properties
          FROM comment
          WHERE source_id = home.id AND key >= sent.key
          ORDER BY key
          LIMIT 1
        ) c ON c.key = sent.key
      )
      SELECT (SELECT id FROM home) AS source,
        coalesce(string_agg(mark, '' ORDER BY place), '') AS marks
      FROM compared
      """;

  private static final String COMPARE_BY_ID = BY_ID + COMPARE;
  private static final String COMPARE_BY_NAME = BY_NAME + COMPARE;

  /// The conflict clause guards against those who do the same at the same moment. The source is
  /// locked against deletion: else comments could come to rest behind the purge.
  private static final String WRITE =
      BY_ID
          + """
            FOR KEY SHARE OF s
          ), sent AS (
            SELECT key, id, ts, thread_id, thread_key, text_format, messages,
              CAST(properties AS jsonb) AS properties,
              attachments, content_digest, messages_digest
            FROM unnest(
              :keys, :ids, :times, :threads, :thread_keys, :formats, :messages, :properties,
              :attachments, :contents, :texts
            ) AS sent (key, id, ts, thread_id, thread_key, text_format, messages, properties,
              attachments, content_digest, messages_digest)
          ), written AS (
            INSERT INTO comment AS c (source_id, key, id, ts, thread_id, thread_key,
              text_format, messages, properties, attachments, content_digest, messages_digest,
              created, updated)
            SELECT :source, key, sent.id, ts, thread_id, thread_key, text_format, messages,
              properties, attachments, content_digest, messages_digest, :now, :now
            FROM home
            CROSS JOIN sent
            ORDER BY key
            ON CONFLICT (source_id, key) DO UPDATE
            SET ts = excluded.ts,
              thread_id = excluded.thread_id,
              thread_key = excluded.thread_key,
              text_format = excluded.text_format,
              messages = excluded.messages,
              properties = CASE
                WHEN (SELECT hidden FROM home) = '{}' THEN excluded.properties
                ELSE kept_properties(c.properties, (SELECT hidden FROM home))
                  || excluded.properties
              END,
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
            RETURNING c.version = 1 AS added
          )
          SELECT EXISTS (SELECT FROM home) AS present,
            count(*) FILTER (WHERE added) AS added,
            is_translated(:source) AS translated
          FROM written
          """;

  private final Handle handle;
  private final Caller caller;
  private final FullName name;
  private final boolean overwrite;
  private @Nullable Id source;

  /// @param source null when it is not known yet whether there is one to which the caller may add
  ///   comments: it is found out with the first slice
  /// @param overwrite whether what is there with other content is written
  CommentUpsert(
      Handle handle, Caller caller, FullName name, @Nullable Id source, boolean overwrite) {
    this.handle = handle;
    this.caller = caller;
    this.name = name;
    this.source = source;
    this.overwrite = overwrite;
  }

  /// What became of a slice.
  ///
  /// @param present whether the source is still there
  /// @param unwritten how many were not there when it looked, and were when it wrote
  /// @param taken the first id that has other content
  record Done(boolean present, SyncResult result, long unwritten, @Nullable String taken) {}

  /// @param translated whether what was written is to be translated; null when nothing of the
  ///   source ever was
  record Written(boolean present, long added, @Nullable Boolean translated) {}

  /// A comment and its digests, each of which is made once.
  static final class Row {
    private final NewComment comment;
    private final byte[] key;
    private final byte[] messagesDigest;
    private final byte[] contentDigest;

    Row(NewComment comment) {
      this.comment = comment;
      this.key = comment.key();
      this.messagesDigest = comment.messagesDigest();
      this.contentDigest = comment.contentDigest(messagesDigest);
    }

    /// The same with the messages that were translated.
    private Row in(Map<ByteBuffer, ByteBuffer> originals) {
      var original = originals.get(ByteBuffer.wrap(key));
      return original == null ? this : new Row(comment.with(original));
    }
  }

  Done store(List<NewComment> comments, Instant now) {
    var originals =
        SentBack.areAmong(comments)
            ? SentBack.originals(handle, known(), comments)
            : Map.<ByteBuffer, ByteBuffer>of();
    var slice = comments.stream().map(each -> new Row(each).in(originals)).toList();
    var found = compare(slice);
    var differing = found.differing(slice, overwrite);
    var written =
        differing.isEmpty() ? new Written(found.present(), 0, null) : write(differing, now);
    var retold = found.retold(slice, overwrite);
    if (written.translated() != null && !retold.isEmpty()) {
      new TranslationQueue(handle, known())
          .retold(
              retold.stream().map(row -> row.key).toArray(byte[][]::new),
              found.retold() > 0,
              written.translated());
    }
    // Somebody else has added, or deleted, the same ones at the same moment.
    long met = found.fresh() - written.added();
    long updated = overwrite ? found.updated() + met : 0;
    var result =
        new SyncResult(
            written.added(),
            updated,
            slice.size() - written.added() - updated,
            Math.clamp(found.retold() + met, 0, updated),
            Math.min(found.updatedPropertiesOnly(), updated));
    var taken = found.taken(comments);
    return new Done(
        found.present() && written.present(), result, met, taken == null ? null : taken.id());
  }

  /// What [#store] would do.
  SyncResult look(List<NewComment> comments) {
    var found = compare(comments.stream().map(Row::new).toList());
    return new SyncResult(
        found.fresh(),
        found.updated(),
        comments.size() - found.fresh() - found.updated(),
        found.retold(),
        found.updatedPropertiesOnly());
  }

  private Compared compare(List<Row> slice) {
    var query =
        source == null
            ? handle
                .createQuery(COMPARE_BY_NAME)
                .bind("owner", name.owner())
                .bind("name", name.name())
                .bindArray("adding", String.class, ADDING.grantedBy())
            : handle.createQuery(COMPARE_BY_ID).bind("source", source);
    var found = bindCompared(query, slice).addCustomizer(FreshPlan.EACH_TIME).map(COMPARED).one();
    if (source == null) {
      source = found.present() ? found.source() : known();
    }
    return found;
  }

  /// @throws dev.hearken.http.Refusal when there is none to which the caller may add comments
  private Id known() {
    return source == null ? SourceStore.get(handle, caller, name, ADDING).id() : source;
  }

  private Written write(List<Row> slice, Instant now) {
    return bindCompared(handle.createQuery(WRITE).bind("source", known()), slice)
        .bind("overwrite", overwrite)
        .bind("now", now)
        .bind("ids", BinaryArray.texts(slice, row -> row.comment.id()))
        .bind("times", BinaryArray.times(slice, row -> row.comment.timestamp()))
        .bind("threads", BinaryArray.texts(slice, row -> row.comment.threadId()))
        .bind("thread_keys", BinaryArray.bytes(slice, row -> row.comment.threadKey()))
        .bind("formats", BinaryArray.texts(slice, row -> row.comment.textFormat()))
        .bind("messages", BinaryArray.utf8(slice, row -> row.comment.messages()))
        .bind("attachments", BinaryArray.texts(slice, row -> row.comment.attachments()))
        .map(WRITTEN)
        .one();
  }

  private Query bindCompared(Query statement, List<Row> slice) {
    return statement
        .bind("caller", caller.id())
        .bind("everywhere", Permission.ROOT.heldEverywhereBy(caller))
        .bindArray("seeing", String.class, Permission.SOURCES_READ_SENSITIVE.grantedBy())
        .bind("keys", BinaryArray.bytes(slice, row -> row.key))
        .bind("contents", BinaryArray.bytes(slice, row -> row.contentDigest))
        .bind("texts", BinaryArray.bytes(slice, row -> row.messagesDigest))
        .bind("properties", BinaryArray.texts(slice, row -> row.comment.userProperties()));
  }
}
