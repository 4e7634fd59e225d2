package dev.hearken.comment;

import dev.hearken.attachment.References;
import dev.hearken.body.Digest;
import dev.hearken.database.BinaryArray;
import dev.hearken.database.BinaryRow;
import dev.hearken.database.Lookup;
import dev.hearken.database.Records;
import dev.hearken.database.Values;
import dev.hearken.source.SourceView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// A page of usual size, which is held in memory.
///
/// Of each comment its size is read, and texts only of those that are not long; when it turns out
/// that all of it has room, the long ones are read by their keys. So memory is bounded although
/// nothing is summed up in the database, which took it a third of the time (measured).
final class SmallPage {
  /// What a page may have to be held: as many pages as requests may be at work take an eighth of a
  /// small heap.
  private static final int MOST_BYTES =
      (int) Math.min(1 << 20, Runtime.getRuntime().maxMemory() / 2_048);

  /// A comment that has more is long.
  private static final int SHORT_BYTES = MOST_BYTES / 32;

  private static final Lookup.Reading<Records> RECORDS = row -> new Records(row.getBytes(1));

  private static final Lookup<Records> ASCENDING =
      new Lookup<>(page(">", "ts <= :end", "ts, key"), RECORDS);
  private static final Lookup<Records> DESCENDING =
      new Lookup<>(page("<", "ts >= :end", "ts DESC, key DESC"), RECORDS);
  private static final Lookup<Records> BY_KEY =
      new Lookup<>(reading("key = ANY(:keys)", "key", ""), RECORDS);

  /// The fields of a row.
  private static final int BYTES = 0;

  private static final int ID = 1;
  private static final int TIMESTAMP = 2;
  private static final int THREAD_ID = 3;
  private static final int MESSAGES = 4;
  private static final int USER_PROPERTIES = 5;
  private static final int ATTACHMENTS = 6;
  private static final int ATTACHED = 7;
  private static final int TEXT_FORMAT = 8;
  private static final int CREATED_AT = 9;
  private static final int LAST_MODIFIED = 10;
  private static final int HAS_ANNOTATIONS = 11;

  private final Handle handle;
  private final SourceView view;
  private final Span span;
  private final References references;

  SmallPage(Handle handle, SourceView view, Span span, References references) {
    this.handle = handle;
    this.view = view;
    this.span = span;
    this.references = references;
  }

  /// @param comment null when it is long
  private record Row(long bytes, String id, @Nullable Comment comment) {}

  /// The index is entered at one place only, as for a large page.
  private static String page(String beyond, String within, String order) {
    return reading(
        "(ts, key) %s (:begin_ts, :begin_key) AND %s".formatted(beyond, within),
        order,
        "LIMIT :limit + 1");
  }

  /// What is hidden is not counted, or the end of a page would tell of it. Rows are put together in
  /// the order in which they come.
  private static String reading(String which, String order, String most) {
    return """
    SELECT string_agg(
        record_send(
          ROW(
            bytes, id, ts, thread_id,
            CASE WHEN bytes <= :short THEN served END,
            CASE WHEN bytes <= :short THEN shown END,
            CASE WHEN bytes <= :short THEN attachments END,
            CASE WHEN attachments IS NOT NULL THEN known_attachments(:source, key) END,
            text_format, created, updated, has_annotations
          )
        ),
        ''
      )
    FROM (
      SELECT *,
        octet_length(served) + octet_length(shown) + coalesce(octet_length(attachments), 0) AS bytes
      FROM (
        SELECT key, id, ts, thread_id, attachments, text_format, created, updated, has_annotations,
          CASE
            WHEN :translated
            THEN coalesce(translated_messages(:source, key, messages_digest), messages)
            ELSE messages
          END AS served,
          CAST(
            CASE WHEN :hides THEN properties - hidden_keys(:hidden) ELSE properties END AS text
          ) AS shown
        FROM comment
        WHERE source_id = :source AND %s
        ORDER BY %s
        %s
      ) candidates
      OFFSET 0
    ) sized
    """
        .formatted(which, order, most);
  }

  /// Nothing when the page is too large to be held.
  Optional<CommentStore.Page> read(CommentStore.Presentation as) {
    var rows = rows(span.descending() ? DESCENDING : ASCENDING, span.values(), SHORT_BYTES);
    boolean more = rows.size() > span.limit();
    var page = more ? rows.subList(0, span.limit()) : rows;
    if (page.stream().mapToLong(Row::bytes).sum() > MOST_BYTES) {
      return Optional.empty();
    }
    var comments = whole(page);
    // One of them was deleted, or became longer, since its size was read.
    if (comments.size() < page.size()) {
      return Optional.empty();
    }
    if (comments.isEmpty()) {
      return Optional.of(new CommentStore.Page.Held(List.of(), null));
    }
    var shown =
        as.of(handle, view.source().id(), () -> comments.stream().map(Comment::key).toList());
    return Optional.of(
        new CommentStore.Page.Held(
            comments.stream().map(shown).toList(),
            more ? Position.of(comments.getLast(), span) : null));
  }

  /// The comments of a page, but for those that are not as they were.
  private List<Comment> whole(List<Row> page) {
    var keys =
        page.stream().filter(row -> row.comment == null).map(row -> Digest.of(row.id)).toList();
    var rows = new HashMap<String, Row>();
    if (!keys.isEmpty()) {
      var values = new Values().set("keys", BinaryArray.bytes(keys, key -> key));
      rows(BY_KEY, values, MOST_BYTES).forEach(row -> rows.put(row.id, row));
    }
    return page.stream()
        .map(row -> row.comment == null ? rows.getOrDefault(row.id, row) : row)
        .flatMap(row -> Stream.ofNullable(row.comment))
        .toList();
  }

  /// @param most a comment that has more bytes is long
  private List<Row> rows(Lookup<Records> lookup, Values values, int most) {
    values
        .set("source", view.source().id())
        .set("translated", view.source().shouldTranslate())
        .set("hides", !view.hidden().isEmpty())
        .set("hidden", view.hidden())
        .set("short", most);
    var records = lookup.find(handle, values).orElseThrow();
    var rows = new ArrayList<Row>();
    for (BinaryRow row; (row = records.next()) != null; ) {
      int bytes = row.integer(BYTES);
      var id = row.text(ID);
      rows.add(new Row(bytes, id, bytes > most ? null : comment(id, row)));
    }
    return rows;
  }

  private Comment comment(String id, BinaryRow row) {
    var comment =
        new Comment(
            id,
            view.source().id(),
            row.textOrNull(THREAD_ID),
            row.time(TIMESTAMP),
            row.json(MESSAGES),
            row.json(USER_PROPERTIES),
            row.isNull(ATTACHMENTS) ? Comment.NO_ATTACHMENTS : row.json(ATTACHMENTS),
            row.textOrNull(TEXT_FORMAT),
            row.time(CREATED_AT),
            row.time(LAST_MODIFIED),
            row.flag(HAS_ANNOTATIONS),
            null);
    return comment.with(references, row.integers(ATTACHED));
  }
}
