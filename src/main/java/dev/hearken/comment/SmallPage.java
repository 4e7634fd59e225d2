package dev.hearken.comment;

import dev.hearken.attachment.References;
import dev.hearken.body.Digest;
import dev.hearken.database.BinaryArray;
import dev.hearken.database.BinaryRow;
import dev.hearken.database.Database;
import dev.hearken.database.Id;
import dev.hearken.database.Lookup;
import dev.hearken.database.Records;
import dev.hearken.database.Values;
import dev.hearken.http.Call;
import dev.hearken.project.FullName;
import dev.hearken.source.SourceView;
import dev.hearken.source.ViewLookup;
import dev.hearken.thread.ThreadStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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

  private static final ViewLookup<Records> PAGE =
      new ViewLookup<>(
          "comment_page(%s, :descending, :begin_ts, :begin_key, :end, :limit, :short)"
              .formatted(ViewLookup.VIEW),
          row -> new Records(row.getBytes(ViewLookup.THING)));

  private static final Lookup<Records> BY_KEY =
      new Lookup<>(
          """
          SELECT string_agg(
              comment_row(
                :source, :short, size, key, id, ts, thread_id, messages, properties, attachments,
                text_format, created, updated, has_annotations
              ),
              ''
            )
          FROM (
            SELECT *,
              octet_length(messages) + octet_length(properties)
                + coalesce(octet_length(attachments), 0) AS size
            FROM (
              SELECT key, id, ts, thread_id, attachments, text_format, created, updated,
                has_annotations,
                served_messages(:source, :translated, key, messages_digest, messages) AS messages,
                shown_properties(properties, :hidden) AS properties
              FROM comment
              WHERE source_id = :source AND key = ANY(:keys)
              ORDER BY key
            ) candidates
            OFFSET 0
          ) sized
          """,
          row -> new Records(row.getBytes(1)));

  /// Behind the columns of a comment: how many bytes it has, if it is long.
  private static final int LONG_BYTES = 11;

  private final Database database;
  private final SourceView view;
  private final Span span;
  private final References references;
  private final List<Row> rows;

  private SmallPage(
      Database database, ViewLookup.Seen<Records> seen, Span span, References references) {
    this.database = database;
    this.view = seen.view();
    this.span = span;
    this.references = references;
    this.rows = rows(seen.thing());
  }

  /// @param comment null when it is long
  private record Row(long bytes, String id, @Nullable Comment comment) {}

  /// Looks for a page, in one exchange with the database, in which it is found out who calls too.
  static SmallPage find(
      Database database, Call call, FullName name, Span span, References references) {
    var values = span.values().set("descending", span.descending()).set("short", SHORT_BYTES);
    return new SmallPage(database, PAGE.find(database, call, name, values), span, references);
  }

  /// The source that it is of.
  Id source() {
    return view.source().id();
  }

  /// Nothing when the page is too large to be held.
  Optional<CommentStore.Page> read(Presentation as) {
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
        as.of(
            keys -> database.with(handle -> ThreadStore.properties(handle, source(), keys)),
            () -> comments.stream().map(Comment::key).toList());
    return Optional.of(
        new CommentStore.Page.Held(
            comments.stream().map(shown).toList(),
            more ? Position.of(comments.getLast(), span) : null));
  }

  /// The comments of a page, but for those that are not as they were.
  private List<Comment> whole(List<Row> page) {
    var keys =
        page.stream().filter(row -> row.comment == null).map(row -> Digest.of(row.id)).toList();
    var found = new HashMap<String, Row>();
    if (!keys.isEmpty()) {
      rows(byKey(keys)).forEach(row -> found.put(row.id, row));
    }
    return page.stream()
        .map(row -> row.comment == null ? found.getOrDefault(row.id, row) : row)
        .flatMap(row -> Stream.ofNullable(row.comment))
        .toList();
  }

  private Records byKey(List<byte[]> keys) {
    var values =
        new Values()
            .set("source", source())
            .set("translated", view.source().shouldTranslate())
            .set("hidden", view.hidden())
            .set("keys", BinaryArray.bytes(keys, key -> key))
            .set("short", MOST_BYTES);
    return database.find(BY_KEY, values).orElseThrow();
  }

  private List<Row> rows(Records found) {
    var all = new ArrayList<Row>();
    for (BinaryRow row; (row = found.next()) != null; ) {
      all.add(
          row.isNull(LONG_BYTES)
              ? new Row(bytes(row), row.text(CommentColumns.ID), comment(row))
              : new Row(row.integer(LONG_BYTES), row.text(CommentColumns.ID), null));
    }
    return all;
  }

  private static long bytes(BinaryRow row) {
    return (long) row.length(CommentColumns.MESSAGES)
        + row.length(CommentColumns.USER_PROPERTIES)
        + Math.max(0, row.length(CommentColumns.ATTACHMENTS));
  }

  private Comment comment(BinaryRow row) {
    return CommentColumns.comment(row, source()).with(references, CommentColumns.attached(row));
  }
}
