package dev.hearken.kill;

import dev.hearken.load.HttpReader;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What one who syncs and deletes comments of a source of his own knows of them. Now and then he
/// deletes the source and makes it anew: then it is to be empty, whatever was purged until then.
final class CommentLedger implements Ledger {
  /// What the names of such sources begin with.
  static final String PREFIX = "comments-";

  private static final int DIFFERENT = 400;
  private static final int LARGEST_BATCH = 150;
  private static final int MOST_DELETED = 20;
  private static final double PURGES = 0.06;

  /// After so many writes the first purge comes, however few there will be in all.
  private static final int EARLY = 3;

  private static final double DELETES = 0.2;
  private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f]{16})\"");

  private final String name;
  private long value;
  private long acknowledged;
  private long synced;
  private long purges;

  /// The source as it was acknowledged last; null when there is none.
  private @Nullable Home home;

  /// As it would be if what was sent without an answer has been done.
  private @Nullable Home sent;

  CommentLedger(int number) {
    this.name = PREFIX + number;
  }

  /// A source.
  ///
  /// @param comments the batch that each came with, by id
  record Home(String id, Map<String, String> comments) {
    private static Home empty(String id) {
      return new Home(id, Map.of());
    }

    /// Sources that have the same comments, under whatever id.
    private boolean matches(@Nullable Home other) {
      return other != null && comments.equals(other.comments);
    }
  }

  /// One write, and what is there afterwards.
  private final class Step implements Write {
    private final String method;
    private final String path;
    private final String body;
    private final int comments;

    Step(String method, String path, String body, int comments) {
      this.method = method;
      this.path = path;
      this.body = body;
      this.comments = comments;
    }

    @Override
    public byte[] request(String token) {
      return HttpReader.request(method, "/api/v1/sources/" + path, token, body);
    }

    @Override
    public void acknowledge(String answer) {
      acknowledged++;
      synced += comments;
      if (sent == null) {
        purges++;
        home = null;
      } else if (home == null) {
        var id = ID.matcher(answer);
        home = Home.empty(id.find() ? id.group(1) : "");
      } else {
        home = sent;
      }
    }

    /// Nothing more is sent until somebody has looked.
    @Override
    public void doubt() {}
  }

  @Override
  public Write next(RandomGenerator random) {
    var path = "DefaultProject/" + name;
    var now = home;
    if (now == null) {
      sent = Home.empty("");
      return new Step("PUT", path, "{\"source\":{}}", 0);
    }
    double dice = now.comments.isEmpty() ? 1 : random.nextDouble();
    if (dice < PURGES || (dice < 1 && purges == 0 && acknowledged > EARLY)) {
      sent = null;
      return new Step("DELETE", "id:" + now.id, "", 0);
    }
    var comments = new TreeMap<>(now.comments);
    if (dice < PURGES + DELETES) {
      var ids = ids(random, MOST_DELETED);
      ids.forEach(comments::remove);
      sent = new Home(now.id, comments);
      return new Step("DELETE", path + "/comments?ids=" + String.join(",", ids), "", 0);
    }
    var ids = ids(random, LARGEST_BATCH);
    var batch = String.valueOf(++value);
    ids.forEach(id -> comments.put(id, batch));
    sent = new Home(now.id, comments);
    return new Step("POST", path + "/sync", body(ids, batch), ids.size());
  }

  private static List<String> ids(RandomGenerator random, int most) {
    return IntStream.rangeClosed(0, random.nextInt(most))
        .mapToObj(_ -> "c" + random.nextInt(DIFFERENT))
        .distinct()
        .toList();
  }

  private static String body(List<String> ids, String batch) {
    return ids.stream()
        .map(id ->
            """
            {"id":"%s","timestamp":"2026-01-01T00:00:00Z","messages":[{"body":{"text":"%s"}}],\
            "user_properties":{"string:Batch":"%s"}}\
            """
                .formatted(id, batch, batch))
        .collect(Collectors.joining(",", "{\"comments\":[", "]}"));
  }

  @Override
  public List<String> settle(Inspection inspection) {
    var found = inspection.homes().get(name);
    boolean right =
        found == null ? home == null || sent == null : found.matches(home) || found.matches(sent);
    var lost =
        right
            ? List.<String>of()
            : List.of(
                "%s has %s; acknowledged was %s, sent after that %s"
                    .formatted(name, found, home, sent));
    home = found;
    sent = found;
    return lost;
  }

  @Override
  public boolean isWanting() {
    return synced == 0 || purges == 0;
  }

  @Override
  public long acknowledged() {
    return acknowledged;
  }

  /// How many comments were synced, as often as they were.
  long synced() {
    return synced;
  }

  /// How many times the source was deleted.
  long purges() {
    return purges;
  }

  /// Asks the server how many comments there are.
  byte[] counting(String token) {
    return HttpReader.request(
        "POST",
        "/api/v1/sources/DefaultProject/%s/statistics".formatted(name),
        token,
        "{\"comment_filter\":{}}");
  }

  /// Compares its answer with what there was at the last look.
  ///
  /// @return a line when it is another number
  List<String> recount(int status, String answer) {
    int comments = home == null ? -1 : home.comments.size();
    boolean right =
        home == null
            ? status == 404
            : status == 200 && answer.contains("\"num_comments\":" + comments + "}");
    return right
        ? List.of()
        : List.of("%s has %d comments, but the server says %s".formatted(name, comments, answer));
  }
}
