package dev.hearken.mailbench;

import dev.hearken.http.Json;
import dev.hearken.load.Part;
import dev.hearken.load.Subject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What becomes of the mails of a folder, as they are and in copies that must become the same: with
/// other ends of lines, and in each of the ways in which clients make JSON of bytes.
final class CountsPart {
  private static final int BATCH = 128;
  private static final int MOST_NAMES = 100;

  private static final String LOADED =
      """
      SELECT e.id AS mail, l.reason, c.id, c.ts, c.thread_id, c.messages
      FROM email e
      LEFT JOIN mail_comment m
        ON m.source_id = ? AND m.bucket_id = e.bucket_id AND m.email_key = e.key
      LEFT JOIN comment c ON c.source_id = m.source_id AND c.key = m.comment_key
      LEFT JOIN email_load l
        ON l.source_id = ? AND l.bucket_id = e.bucket_id AND l.key = e.key
      WHERE e.bucket_id = ?
      ORDER BY e.put
      """;

  /// A copy of the folder.
  ///
  /// @param end of its lines; empty for those that it has
  private record Copy(String name, String end, Form form) {
    byte[] of(byte[] mail) {
      return end.isEmpty()
          ? mail
          : new String(mail, StandardCharsets.ISO_8859_1)
              .replace("\r\n", "\n")
              .replace("\n", end)
              .getBytes(StandardCharsets.ISO_8859_1);
    }
  }

  private static final List<Copy> COPIES =
      List.of(
          new Copy("as they are", "", Form.TEXT),
          new Copy("as Latin-1", "", Form.LATIN),
          new Copy("as halves", "", Form.HALVES),
          new Copy("CR alone", "\r", Form.TEXT),
          new Copy("CR and LF", "\r\n", Form.TEXT));

  /// @param comments different ones
  /// @param sharing names of mails whose comment is made of another one with the same Message-ID
  /// @param empty names of mails whose comment has no text
  /// @param replaced names of mails whose comment has a replacement character
  /// @param failed reasons, by names of mails
  /// @param lost names of mails that are neither comment nor failure
  /// @param differing names of mails that became something else than those of the first copy
  record Count(
      String copy,
      int mails,
      int comments,
      List<String> sharing,
      List<String> empty,
      List<String> replaced,
      Map<String, String> failed,
      List<String> lost,
      List<String> differing) {
    String line() {
      return String.format(
          Locale.ROOT,
          "%-14s %,7d %,9d %9.3f %8d %7d %9d %7d %6d %10d",
          copy,
          mails,
          comments,
          (double) comments / mails,
          sharing.size(),
          empty.size(),
          replaced.size(),
          failed.size(),
          lost.size(),
          differing.size());
    }

    Stream<String> names() {
      return Stream.of(
              named("same Message-ID", sharing.stream()),
              named("empty body", empty.stream()),
              named("replacement character", replaced.stream()),
              named("failed", failed.entrySet().stream().map(Map.Entry::toString)),
              named("lost", lost.stream()),
              named("differs in " + copy, differing.stream()))
          .flatMap(names -> names);
    }

    private static Stream<String> named(String kind, Stream<String> names) {
      return names.limit(MOST_NAMES).map(name -> "  %s: %s".formatted(kind, name));
    }
  }

  record Result(List<Count> counts) implements Part {
    @Override
    public List<String> lines() {
      var lines = new ArrayList<String>();
      lines.add(
          "%-14s %7s %9s %9s %8s %7s %9s %7s %6s %10s"
              .formatted(
                  "counts",
                  "mails",
                  "comments",
                  "per mail",
                  "sharing",
                  "empty",
                  "replaced",
                  "failed",
                  "lost",
                  "differing"));
      counts.forEach(count -> lines.add(count.line()));
      counts.getFirst().names().forEach(lines::add);
      counts.stream()
          .skip(1)
          .flatMap(count -> Count.named("differs in " + count.copy, count.differing.stream()))
          .forEach(lines::add);
      return lines;
    }

    @Override
    public boolean passed() {
      return counts.stream().allMatch(count -> count.lost.isEmpty() && count.differing.isEmpty());
    }
  }

  private CountsPart() {}

  static Result run(Subject subject, List<Letter> letters)
      throws IOException, SQLException, InterruptedException {
    var room = Mailroom.of(subject);
    var counts = new ArrayList<Count>();
    Map<String, Loaded> first = null;
    for (var copy : COPIES) {
      var name = "copy-" + counts.size();
      var fed = room.source(name, room.bucket(name));
      var copies = letters.stream().map(each -> each.with(copy.of(each.bytes()))).toList();
      room.put(room.requests(fed.bucket(), copies, copy.form, BATCH));
      room.await(fed);
      var loaded = loaded(room, fed);
      first = first == null ? loaded : first;
      counts.add(count(copy, loaded, first));
      room.clear();
    }
    return new Result(List.copyOf(counts));
  }

  /// A mail and its comment.
  ///
  /// @param reason why there is none
  /// @param id of the comment, and what else there is of it
  private record Loaded(
      @Nullable String reason,
      @Nullable String id,
      @Nullable String at,
      @Nullable String thread,
      @Nullable String messages) {
    boolean isEmpty() {
      return messages != null
          && Json.stored(messages).path(0).path("body").path("text").asText().isBlank();
    }
  }

  /// By the names of the mails, in the order in which they were put.
  private static Map<String, Loaded> loaded(Mailroom room, Mailroom.Fed fed) throws SQLException {
    var loaded = new LinkedHashMap<String, Loaded>();
    try (var connection = room.connect();
        var statement = connection.prepareStatement(LOADED)) {
      statement.setLong(1, fed.number());
      statement.setLong(2, fed.number());
      statement.setLong(3, fed.bucket().number());
      try (var row = statement.executeQuery()) {
        while (row.next()) {
          loaded.put(
              row.getString("mail"),
              new Loaded(
                  row.getString("reason"),
                  row.getString("id"),
                  row.getString("ts"),
                  row.getString("thread_id"),
                  row.getString("messages")));
        }
      }
    }
    return loaded;
  }

  private static Count count(Copy copy, Map<String, Loaded> loaded, Map<String, Loaded> first) {
    var seen = new HashMap<String, String>();
    var sharing = new ArrayList<String>();
    var empty = new ArrayList<String>();
    var replaced = new ArrayList<String>();
    var failed = new TreeMap<String, String>();
    var lost = new ArrayList<String>();
    var differing = new ArrayList<String>();
    loaded.forEach((mail, each) -> {
      if (each.reason != null) {
        failed.put(mail, each.reason);
      } else if (each.id == null || each.messages == null) {
        lost.add(mail);
      } else if (seen.putIfAbsent(each.id, mail) != null) {
        sharing.add("%s, as %s".formatted(mail, seen.get(each.id)));
      } else {
        if (each.isEmpty()) {
          empty.add(mail);
        }
        if (each.messages.indexOf('\ufffd') >= 0) {
          replaced.add(mail);
        }
      }
      if (!each.equals(first.get(mail))) {
        differing.add(mail);
      }
    });
    return new Count(
        copy.name, loaded.size(), seen.size(), sharing, empty, replaced, failed, lost, differing);
  }
}
