package dev.hearken.kill;

import dev.hearken.load.HttpReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.jspecify.annotations.Nullable;

/// What one who brings archives into a project of his own, and now and then deletes the project
/// with all that is in it, knows of it. An import that was ended in between has stored some slices
/// and others not; he does it again until it is done, and then all of it is there once.
final class ArchiveLedger implements Ledger {
  /// What the names of such projects begin with; their source is called the same.
  static final String PREFIX = "archived-";

  /// Of several slices.
  private static final int MOST_COMMENTS = 2_500;

  /// An import stores slices of so many lines, each wholly or not at all.
  private static final int SLICE = 1_000;

  private static final double DELETES = 0.3;

  private final String name;
  private long value;
  private long acknowledged;
  private long brought;

  /// The version of each comment, as it was acknowledged last; null when there is no project.
  private @Nullable Map<String, String> comments;

  /// As it would be if what was sent without an answer has been done.
  private @Nullable Map<String, String> sent;

  /// What was begun and is to be done again.
  private @Nullable Step begun;

  ArchiveLedger(int number) {
    this.name = PREFIX + number;
  }

  /// One write, and what is there when it is done.
  private final class Step implements Write {
    private final String method;
    private final String path;
    private final byte[] body;
    private final @Nullable Map<String, String> after;

    Step(String method, String path, byte[] body, @Nullable Map<String, String> after) {
      this.method = method;
      this.path = path;
      this.body = body;
      this.after = after;
    }

    @Override
    public byte[] request(String token) {
      return HttpReader.request(method, "/api/" + path, token, body);
    }

    @Override
    public void acknowledge(String answer) {
      acknowledged++;
      brought += after == null ? 0 : after.size();
      comments = after;
      begun = null;
    }

    /// Nothing more is sent until somebody has looked.
    @Override
    public void doubt() {
      begun = this;
    }
  }

  @Override
  public Write next(RandomGenerator random) {
    var again = begun;
    if (again != null && again.after != null) {
      sent = again.after;
      return again;
    }
    if (comments != null && random.nextDouble() < DELETES) {
      sent = null;
      return new Step("DELETE", "_private/projects/" + name + "?force=true", new byte[0], null);
    }
    var version = String.valueOf(++value);
    int count = 1 + random.nextInt(MOST_COMMENTS);
    var after = new HashMap<String, String>(comments == null ? Map.of() : comments);
    IntStream.range(0, count).forEach(i -> after.put("c" + i, version));
    sent = after;
    return new Step("POST", "v1/projects/" + name + "/import", archive(count, version), after);
  }

  private byte[] archive(int count, String version) {
    var lines =
        IntStream.range(0, count)
            .mapToObj(i ->
                """
                {"id":"c%d","timestamp":"2026-01-01T00:00:00Z","messages":[{"body":{"text":"%s"}}],\
                "user_properties":{"string:Batch":"%s"}}
                """
                    .formatted(i, version, version))
            .collect(Collectors.joining());
    var bytes = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(bytes)) {
      file(tar, "export.json", "{\"format\":1,\"project\":\"any\"}");
      file(tar, "project.json", "{}");
      file(tar, "sources.jsonl", "{\"name\":\"%s\"}\n".formatted(name));
      file(tar, "sources/%s/comments-00001.jsonl".formatted(name), lines);
      file(tar, "end.json", "{\"comments\":%d}".formatted(count));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void file(TarArchiveOutputStream tar, String name, String text)
      throws IOException {
    var bytes = text.getBytes(StandardCharsets.US_ASCII);
    var entry = new TarArchiveEntry(name);
    entry.setSize(bytes.length);
    tar.putArchiveEntry(entry);
    tar.write(bytes);
    tar.closeArchiveEntry();
  }

  /// What was begun and not acknowledged, to be done to its end.
  @Nullable Write last() {
    return begun;
  }

  @Override
  public List<String> settle(Inspection inspection) {
    var found = inspection.archives().get(name);
    boolean right = begun == null ? same(found, comments) : isBetween(found);
    comments = found;
    if (begun != null && begun.after == null) {
      begun = null;
    }
    return right
        ? List.of()
        : List.of(
            "%s has %s; acknowledged was %s, sent after that %s"
                .formatted(name, shown(found), shown(comments), shown(sent)));
  }

  private static boolean same(
      @Nullable Map<String, String> found, @Nullable Map<String, String> other) {
    return found == null ? other == null : found.equals(other);
  }

  /// Is each slice as it was, or as it was sent? A project that was begun may be empty.
  private boolean isBetween(@Nullable Map<String, String> found) {
    if (found == null || sent == null) {
      return same(found, comments) || same(found, sent);
    }
    var before = comments == null ? Map.<String, String>of() : comments;
    for (int slice = 0; slice * SLICE < MOST_COMMENTS; slice++) {
      var now = slice(found, slice);
      if (!now.equals(slice(before, slice)) && !now.equals(slice(sent, slice))) {
        return false;
      }
    }
    return true;
  }

  private static Map<String, String> slice(Map<String, String> comments, int slice) {
    return IntStream.range(slice * SLICE, (slice + 1) * SLICE)
        .mapToObj(i -> "c" + i)
        .filter(comments::containsKey)
        .collect(Collectors.toMap(id -> id, id -> comments.getOrDefault(id, "")));
  }

  private static String shown(@Nullable Map<String, String> comments) {
    return comments == null
        ? "no project"
        : "%d comments of the versions %s"
            .formatted(comments.size(), new HashSet<>(comments.values()));
  }

  @Override
  public boolean isWanting() {
    return brought == 0;
  }

  @Override
  public long acknowledged() {
    return acknowledged;
  }

  /// How many comments were brought in, as often as they were.
  long brought() {
    return brought;
  }
}
