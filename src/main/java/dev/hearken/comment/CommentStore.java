package dev.hearken.comment;

import dev.hearken.body.Digest;
import dev.hearken.database.Database;
import dev.hearken.database.Id;
import dev.hearken.database.Rows;
import dev.hearken.http.Caller;
import dev.hearken.http.Refusal;
import dev.hearken.http.Shown;
import dev.hearken.project.FullName;
import dev.hearken.source.SourceStore;
import dev.hearken.user.Access;
import dev.hearken.user.Permission;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.mapper.Nested;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/// Comments in the database, as far as they are read. [CommentChanges] has what alters them.
///
/// What is hidden from a caller never leaves the database: each statement looks up what he may see.
public final class CommentStore {
  /// A page ends before the comment with which it would have more bytes, but never empty.
  private static final int PAGE_BYTES = 16 << 20;

  private static final RowMapper<Found> FOUND = Rows.of(Found.class);

  private final Database database;

  public CommentStore(Database database) {
    this.database = database;
  }

  /// What a statement says: the project, what the caller holds in it, the source and a comment if
  /// there are any, and how many comments there are from there on, as far as was looked.
  record Found(
      String owner,
      @Nullable List<String> held,
      @Nullable Id sourceId,
      @Nullable Long candidates,
      @Nullable @Nested Comment comment) {
    void requireReader(Caller caller, FullName source) {
      var access = new Access(caller, owner, held);
      access.requireVisible();
      if (sourceId == null) {
        throw SourceStore.noSuchSource(source.toString());
      }
      access.require(Permission.SOURCES_READ);
    }
  }

  /// What a page holds: these comments at most, in this span of time, behind a position.
  record Span(@Nullable Instant from, @Nullable Instant to, @Nullable Position after, int limit) {}

  /// @param more whether there are comments behind it
  record Page(List<Comment> comments, boolean more) {}

  /// One comment.
  Comment get(Caller caller, FullName source, String id) {
    var found =
        database
            .with(handle ->
                handle
                    .createQuery(
                        """
                        SELECT p.name AS owner, m.permissions AS held, s.id AS source_id,
                          1 AS candidates, c.id, c.ts AS timestamp, c.thread_id, c.messages,
                          CASE
                            WHEN :everywhere OR m.permissions && :seeing THEN c.properties
                            ELSE c.properties - hidden_keys(s.sensitive_properties)
                          END AS user_properties,
                          coalesce(c.attachments, '[]') AS attachments, c.text_format,
                          c.created AS created_at, c.updated AS last_modified, c.has_annotations
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
            .orElseThrow(() -> Access.noSuchProject(source.owner()));
    found.requireReader(caller, source);
    return Optional.ofNullable(found.comment())
        .orElseThrow(() ->
            new Refusal.NotFound(
                "No such comment %s in the source %s."
                    .formatted(Shown.of(id), Shown.of(source.toString()))));
  }

  /// A page, in the order of time and key. The sizes of comments are looked at before their texts
  /// are, so that not many more bytes are read than are answered.
  Page page(Caller caller, FullName source, Span span) {
    var after = span.after();
    var found =
        database.with(handle ->
            handle
                .createQuery(
                    """
                    SELECT p.name AS owner, m.permissions AS held, s.id AS source_id,
                      c.candidates, c.id, c.ts AS timestamp, c.thread_id, c.messages,
                      CASE
                        WHEN :everywhere OR m.permissions && :seeing THEN c.properties
                        ELSE c.properties - hidden_keys(s.sensitive_properties)
                      END AS user_properties,
                      coalesce(c.attachments, '[]') AS attachments, c.text_format,
                      c.created AS created_at, c.updated AS last_modified, c.has_annotations
                    FROM project p
                    LEFT JOIN member m ON m.project_id = p.id AND m.user_id = :caller
                    LEFT JOIN source s ON s.project_id = p.id AND s.name = :name
                    LEFT JOIN LATERAL (
                      SELECT *, count(*) OVER () AS candidates,
                        row_number() OVER (ORDER BY ts, key) AS place,
                        sum(octet_length(messages)) OVER (ORDER BY ts, key) AS bytes
                      FROM (
                        SELECT *
                        FROM comment
                        WHERE source_id = s.id
                          AND (ts, key) > (CAST(:after_ts AS timestamptz), CAST(:after_key AS bytea))
                          AND ts >= :from
                          AND ts <= :to
                        ORDER BY ts, key
                        LIMIT :limit + 1
                      ) c
                    ) c ON c.place <= :limit AND (c.place = 1 OR c.bytes <= :page_bytes)
                    WHERE p.name = :owner
                    ORDER BY c.ts, c.key
                    """)
                .bind("caller", caller.id())
                .bind("everywhere", Permission.ROOT.heldEverywhereBy(caller))
                .bindArray("seeing", String.class, Permission.SOURCES_READ_SENSITIVE.grantedBy())
                .bind("owner", source.owner())
                .bind("name", source.name())
                .bind("after_ts", after == null ? FIRST : after.timestamp())
                .bind("after_key", after == null ? new byte[0] : after.key())
                .bind("from", span.from() == null ? FIRST : span.from())
                .bind("to", span.to() == null ? LAST : span.to())
                .bind("limit", span.limit())
                .bind("page_bytes", PAGE_BYTES)
                .map(FOUND)
                .list());
    if (found.isEmpty()) {
      throw Access.noSuchProject(source.owner());
    }
    var first = found.getFirst();
    first.requireReader(caller, source);
    if (after != null && !after.source().equals(first.sourceId())) {
      throw new Refusal.Invalid(
          "The continuation is none of this list: the source it belongs to is gone.");
    }
    var comments =
        found.stream()
            .map(Found::comment)
            .filter(Objects::nonNull)
            .map(Objects::requireNonNull)
            .toList();
    long candidates = first.candidates() == null ? 0 : first.candidates();
    return new Page(comments, candidates > comments.size());
  }

  /// Every time that can be sent lies between.
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");
}
