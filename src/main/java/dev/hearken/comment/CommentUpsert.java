package dev.hearken.comment;

import dev.hearken.database.BinaryArray;
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
import org.jspecify.annotations.Nullable;

/// Puts slices of comments into a source, each id once and in the order of keys. One statement
/// compares digests ([Comparison]), another one is sent what is to be written: texts that are there
/// already do not travel, and unchanged rows are not touched.
///
/// Properties that the caller cannot see are kept where he leaves them out, written where he does
/// not, and take no part in what he is told, be it by counts or by times.
final class CommentUpsert {
  private static final RowMapper<Written> WRITTEN = Rows.of(Written.class);
  private static final Permission ADDING = Permission.SOURCES_ADD_COMMENTS;

  /// The conflict clause guards against those who do the same at the same moment. The source is
  /// locked against deletion: else comments could come to rest behind the purge.
  private static final String WRITE =
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
  record Done(boolean present, SyncResult result, long unwritten, @Nullable String taken) {
    static final Done WITHOUT_SOURCE = new Done(false, SyncResult.NOTHING, 0, null);
  }

  /// @param translated whether what was written is to be translated; null when nothing of the
  ///   source ever was
  record Written(boolean present, long added, @Nullable Boolean translated) {
    static final Written NOTHING = new Written(true, 0, null);
  }

  /// @throws dev.hearken.http.Refusal when there is none to which the caller may add comments
  private Id known() {
    return source == null ? SourceStore.get(handle, caller, name, ADDING).id() : source;
  }

  /// Null when the source is not there any more.
  private @Nullable Compared compare(List<Digested> slice) {
    var comparison = new Comparison(caller, slice);
    if (source == null) {
      var found = comparison.with(handle, name);
      source = found.map(Compared::source).orElseGet(this::known);
      if (found.isPresent()) {
        return found.get();
      }
    }
    return comparison.with(handle, source).orElse(null);
  }

  Done store(List<NewComment> comments, Instant now) {
    var originals =
        SentBack.areAmong(comments)
            ? SentBack.originals(handle, known(), comments)
            : Map.<ByteBuffer, ByteBuffer>of();
    var slice = Digested.of(comments).stream().map(each -> each.in(originals)).toList();
    var found = compare(slice);
    return found == null ? Done.WITHOUT_SOURCE : store(slice, found, now);
  }

  /// Stores a slice that was compared before.
  Done store(List<Digested> slice, Compared found, Instant now) {
    var differing = found.differing(slice, overwrite);
    var written = differing.isEmpty() ? Written.NOTHING : write(differing, now);
    var retold = found.retold(slice, overwrite);
    if (written.translated() != null && !retold.isEmpty()) {
      new TranslationQueue(handle, known())
          .retold(
              retold.stream().map(Digested::key).toArray(byte[][]::new),
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
    var taken = found.taken(slice);
    return new Done(written.present(), result, met, taken == null ? null : taken.comment().id());
  }

  /// What [#store] would do.
  SyncResult look(List<NewComment> comments) {
    var found = compare(Digested.of(comments));
    return found == null ? SyncResult.NOTHING : found.result();
  }

  private Written write(List<Digested> slice, Instant now) {
    return handle
        .createQuery(WRITE)
        .bind("source", known())
        .bind("caller", caller.id())
        .bind("everywhere", Permission.ROOT.heldEverywhereBy(caller))
        .bindArray("seeing", String.class, Permission.SOURCES_READ_SENSITIVE.grantedBy())
        .bind("overwrite", overwrite)
        .bind("now", now)
        .bind("keys", BinaryArray.bytes(slice, Digested::key))
        .bind("contents", BinaryArray.bytes(slice, Digested::contentDigest))
        .bind("texts", BinaryArray.bytes(slice, Digested::messagesDigest))
        .bind("properties", BinaryArray.texts(slice, row -> row.comment().userProperties()))
        .bind("ids", BinaryArray.texts(slice, row -> row.comment().id()))
        .bind("times", BinaryArray.times(slice, row -> row.comment().timestamp()))
        .bind("threads", BinaryArray.texts(slice, row -> row.comment().threadId()))
        .bind("thread_keys", BinaryArray.bytes(slice, row -> row.comment().threadKey()))
        .bind("formats", BinaryArray.texts(slice, row -> row.comment().textFormat()))
        .bind("messages", BinaryArray.utf8(slice, row -> row.comment().messages()))
        .bind("attachments", BinaryArray.texts(slice, row -> row.comment().attachments()))
        .map(WRITTEN)
        .one();
  }
}
