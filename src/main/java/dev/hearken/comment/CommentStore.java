package dev.hearken.comment;

import dev.hearken.attachment.References;
import dev.hearken.body.Digest;
import dev.hearken.database.Database;
import dev.hearken.database.Id;
import dev.hearken.http.Call;
import dev.hearken.http.Caller;
import dev.hearken.http.Refusal;
import dev.hearken.http.Shown;
import dev.hearken.http.Spool;
import dev.hearken.project.FullName;
import dev.hearken.source.SourceStore;
import dev.hearken.thread.ThreadStore;
import dev.hearken.user.Access;
import dev.hearken.user.Permission;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.Nested;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.result.ResultIterable;
import org.jspecify.annotations.Nullable;

/// Comments in the database, as far as they are read. [CommentChanges] has what alters them.
///
/// What is hidden from a caller never leaves the database: each statement looks up what he may see.
/// Messages are served translated where their source is to be translated and they have been.
public final class CommentStore {
  /// A page ends before the comment with which it would have more bytes, but never empty.
  private static final int PAGE_BYTES = 16 << 20;

  /// How many comments of a large page the database hands over at a time.
  private static final int FETCHED = 8;

  private static final RowMapper<Found> FOUND = new FoundMapper();

  private static final String ASCENDING = reading(">", "ts <= :end", "ts, key");
  private static final String DESCENDING = reading("<", "ts >= :end", "ts DESC, key DESC");
  private static final String KEYS_ASCENDING = readingKeys(">", "ts <= :end", "ts, key");
  private static final String KEYS_DESCENDING = readingKeys("<", "ts >= :end", "ts DESC, key DESC");

  private final Database database;
  private final References references;

  public CommentStore(Database database, References references) {
    this.database = database;
    this.references = references;
  }

  /// What a statement says: the project, what the caller holds in it, and the source and a comment
  /// if there are any.
  ///
  /// @param held stands in the first row only
  /// @param place among the comments of a page, from 1 on
  /// @param more whether another comment follows this one
  /// @param attached the positions of its attachments whose content is there
  record Found(
      String owner,
      @Nullable List<String> held,
      @Nullable Id sourceId,
      long place,
      boolean more,
      @Nullable List<Integer> attached,
      @Nullable @Nested Comment comment) {
    /// The comment, which is there.
    Comment known() {
      return Objects.requireNonNull(comment);
    }

    /// The same with references to the content of its attachments.
    Found with(References references) {
      return comment == null
          ? this
          : new Found(
              owner, held, sourceId, place, more, attached, comment.with(references, attached));
    }

    void requireReader(Caller caller, FullName source) {
      var access = new Access(caller, owner, held);
      access.requireVisible();
      if (sourceId == null) {
        throw SourceStore.noSuchSource(source.toString());
      }
      access.require(Permission.SOURCES_READ);
    }
  }

  /// A page, and where it ends if there are comments behind it.
  sealed interface Page {
    @Nullable Position last();

    record Held(List<Comment> comments, @Nullable Position last) implements Page {}

    /// @param comments JSON, with commas between them
    record Gathered(Spool comments, @Nullable Position last) implements Page {}
  }

  /// One comment.
  Comment get(Caller caller, FullName source, String id) {
    var found =
        database
            .with(handle ->
                handle
                    .createQuery(
                        """
                        SELECT p.name AS owner, m.permissions AS held, s.id AS source_id,
                          1 AS place, false AS more, c.id, c.ts AS timestamp, c.thread_id,
                          coalesce(
                            CASE
                              WHEN s.should_translate
                              THEN translated_messages(s.id, c.key, c.messages_digest)
                            END,
                            c.messages
                          ) AS messages,
                          CASE
                            WHEN :everywhere OR m.permissions && :seeing THEN c.properties
                            ELSE c.properties - hidden_keys(s.sensitive_properties)
                          END AS user_properties,
                          coalesce(c.attachments, '[]') AS attachments,
                          CASE
                            WHEN c.attachments IS NOT NULL THEN known_attachments(s.id, c.key)
                          END AS attached,
                          c.text_format, c.created AS created_at, c.updated AS last_modified,
                          c.has_annotations
                        FROM project p
                        LEFT JOIN member m ON m.project_id = p.id AND m.user_id = :caller
                        LEFT JOIN source s ON s.project_id = p.id AND s.name = :name
                        LEFT JOIN comment c ON c.source_id = s.id AND c.key = :key
                        WHERE p.name = :owner
                        """)
                    .bind("caller", caller.id())
                    .bind("everywhere", Permission.ROOT.heldEverywhereBy(caller))
                    .bindArray(
                        "seeing", String.class, Permission.SOURCES_READ_SENSITIVE.grantedBy())
                    .bind("owner", source.owner())
                    .bind("name", source.name())
                    .bind("key", Digest.of(id))
                    .map(FOUND)
                    .findOne())
            .map(row -> row.with(references))
            .orElseThrow(() -> Access.noSuchProject(source.owner()));
    found.requireReader(caller, source);
    return Optional.ofNullable(found.comment())
        .orElseThrow(() -> noSuchComment(id, source.toString()));
  }

  /// What is said of a comment that is not there.
  public static Refusal noSuchComment(String id, String source) {
    return new Refusal.NotFound(
        "No such comment %s in the source %s.".formatted(Shown.of(id), Shown.of(source)));
  }

  /// A page, in the order of time and key, or the other way round.
  ///
  /// Sizes are looked at before texts are read, and those of what is hidden are not looked at, or
  /// the end of a page would tell of it. A page of usual size is held in memory. A larger one is
  /// read again, comment by comment, into what takes it in, so that many large pages at once cost
  /// the memory of a few comments.
  ///
  /// What is hidden from the caller is found out with the page itself.
  Page page(Call call, FullName name, Span span, Presentation as) {
    var small = SmallPage.find(database, call, name, span, references);
    var after = span.after();
    if (after != null && !after.source().equals(small.source())) {
      throw new Refusal.Invalid(
          "The continuation is none of this list: the source it belongs to is gone.");
    }
    return small
        .read(as)
        .orElseGet(() ->
            database.transaction(
                handle -> gathered(handle, call.caller(), name, span, as, call::gather)));
  }

  private Page gathered(
      Handle handle,
      Caller caller,
      FullName name,
      Span span,
      Presentation as,
      Function<InputStream, Spool> gathering) {
    try (var rows = read(handle, caller, name, span).iterator()) {
      var large =
          new LargePage(
              rows,
              span,
              source ->
                  as.of(
                      keys -> ThreadStore.properties(handle, source, keys),
                      () -> keys(handle, source, span)));
      return new Page.Gathered(gathering.apply(large.json()), large.last());
    }
  }

  /// Of all comments that a large page may have. What can be said of them is asked once, though
  /// their texts are read one by one.
  private static List<byte[]> keys(Handle handle, Id source, Span span) {
    var query = handle.createQuery(span.descending() ? KEYS_DESCENDING : KEYS_ASCENDING);
    return span.values().bind(query).bind("source", source).mapTo(byte[].class).list();
  }

  /// The index is entered at one place only: of two conditions on where to begin the database may
  /// take the wrong one, and walk there from the very first comment (seen).
  ///
  /// @param beyond the comparison that holds for what is behind the beginning
  /// @param within what holds for all before the end
  private static String readingKeys(String beyond, String within, String order) {
    return """
    SELECT key
    FROM comment
    WHERE source_id = :source
      AND (ts, key) %s (:begin_ts, :begin_key)
      AND %s
    ORDER BY %s
    LIMIT :limit
    """
        .formatted(beyond, within, order);
  }

  /// As above, in one walk along the index: each comment with the sum of the sizes up to it.
  private static String reading(String beyond, String within, String order) {
    return """
    SELECT p.name AS owner,
      CASE WHEN coalesce(c.place, 1) = 1 THEN m.permissions END AS held,
      s.id AS source_id, c.place, c.more, c.id, c.ts AS timestamp, c.thread_id,
      c.served AS messages, c.shown AS user_properties,
      coalesce(c.attachments, '[]') AS attachments,
      CASE WHEN c.attachments IS NOT NULL THEN known_attachments(s.id, c.key) END AS attached,
      c.text_format, c.created AS created_at, c.updated AS last_modified, c.has_annotations
    FROM project p
    LEFT JOIN member m ON m.project_id = p.id AND m.user_id = :caller
    LEFT JOIN source s ON s.project_id = p.id AND s.name = :name
    LEFT JOIN LATERAL (
      SELECT *,
        row_number() OVER walk AS place,
        lead(key) OVER walk IS NOT NULL AS more,
        sum(
          octet_length(served) + octet_length(shown)
            + coalesce(octet_length(attachments), 0)
        ) OVER walk AS bytes
      FROM (
        SELECT *,
          CASE
            WHEN :everywhere OR m.permissions && :seeing THEN CAST(properties AS text)
            ELSE CAST(properties - hidden_keys(s.sensitive_properties) AS text)
          END AS shown,
          coalesce(
            CASE WHEN s.should_translate THEN translated_messages(s.id, key, messages_digest) END,
            messages
          ) AS served
        FROM comment
        WHERE source_id = s.id
          AND (ts, key) %1$s (:begin_ts, :begin_key)
          AND %2$s
        ORDER BY %3$s
        LIMIT :limit + 1
      ) candidates
      WINDOW walk AS (ORDER BY %3$s ROWS UNBOUNDED PRECEDING)
    ) c ON c.place <= :limit AND (c.place = 1 OR c.bytes <= :page_bytes)
    WHERE p.name = :owner
    ORDER BY c.place
    """
        .formatted(beyond, within, order);
  }

  private ResultIterable<Found> read(Handle handle, Caller caller, FullName name, Span span) {
    var query = handle.createQuery(span.descending() ? DESCENDING : ASCENDING);
    return span.values()
        .bind(query)
        .bind("caller", caller.id())
        .bind("everywhere", Permission.ROOT.heldEverywhereBy(caller))
        .bindArray("seeing", String.class, Permission.SOURCES_READ_SENSITIVE.grantedBy())
        .bind("owner", name.owner())
        .bind("name", name.name())
        .bind("page_bytes", PAGE_BYTES)
        .setFetchSize(FETCHED)
        .map(FOUND)
        .map(row -> row.with(references));
  }
}
