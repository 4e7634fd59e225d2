package dev.hearken.kill;

import dev.hearken.load.HttpReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What one who puts and deletes the mails of a bucket of his own knows of them. A source of his
/// names the bucket, now and then for a while not: in the end each mail is to be its comment.
final class MailLedger implements Ledger {
  /// What the names of such buckets and sources begin with.
  static final String PREFIX = "mails-";

  private static final int DIFFERENT = 300;
  private static final int LARGEST_BATCH = 100;
  private static final int MOST_DELETED = 10;
  private static final double DELETES = 0.15;
  private static final double TURNS = 0.15;
  private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f]{16})\"");

  private final String name;
  private long value;
  private long acknowledged;
  private long put;
  private @Nullable String bucket;
  private boolean source;
  private boolean attached;

  /// The number of the batch that each mail came with, as it was acknowledged last.
  private Map<String, String> mails = Map.of();

  /// As it would be if what was sent without an answer has been done.
  private Map<String, String> sent = Map.of();

  MailLedger(int number) {
    this.name = PREFIX + number;
  }

  /// One write.
  ///
  /// @param done what is known when it was acknowledged, from its answer
  private record Step(String method, String path, String body, Done done) implements Write {
    interface Done {
      void with(String answer);
    }

    @Override
    public byte[] request(String token) {
      return HttpReader.request(method, "/api/" + path, token, body);
    }

    @Override
    public void acknowledge(String answer) {
      done.with(answer);
    }

    /// Nothing more is sent until somebody has looked.
    @Override
    public void doubt() {}
  }

  private Step step(String method, String path, String body, Step.Done done) {
    return new Step(
        method,
        path,
        body,
        answer -> {
          acknowledged++;
          done.with(answer);
        });
  }

  @Override
  public Write next(RandomGenerator random) {
    var buckets = "_private/buckets/DefaultProject/" + name;
    if (bucket == null) {
      return step(
          "PUT",
          buckets,
          "{\"bucket\":{\"bucket_type\":\"emails\"}}",
          answer -> bucket = id(answer));
    }
    if (!source) {
      return step(
          "PUT", "v1/sources/DefaultProject/" + name, "{\"source\":{}}", _ -> source = true);
    }
    double dice = attached ? random.nextDouble() : 1 - TURNS;
    if (dice >= 1 - TURNS) {
      return turn(!attached);
    }
    var after = new TreeMap<>(mails);
    if (dice < DELETES) {
      var ids = ids(random, MOST_DELETED);
      ids.forEach(after::remove);
      sent = after;
      var query = ids.stream().map(id -> "id=" + id).collect(Collectors.joining("&"));
      return step("DELETE", buckets + "/emails?" + query, "", _ -> mails = after);
    }
    var ids = ids(random, LARGEST_BATCH);
    var batch = String.valueOf(++value);
    ids.forEach(id -> after.put(id, batch));
    sent = after;
    return step(
        "PUT",
        buckets + "/emails",
        body(ids, batch),
        _ -> {
          mails = after;
          put += ids.size();
        });
  }

  /// To the bucket, or away from it.
  private Step turn(boolean to) {
    var named = to ? "\"" + bucket + "\"" : "null";
    return step(
        "POST",
        "v1/sources/DefaultProject/" + name,
        "{\"source\":{\"bucket_id\":%s}}".formatted(named),
        _ -> attached = to);
  }

  /// To the bucket, for good.
  Write last() {
    return turn(true);
  }

  private static @Nullable String id(String answer) {
    var id = ID.matcher(answer);
    return id.find() ? id.group(1) : null;
  }

  private static List<String> ids(RandomGenerator random, int most) {
    return IntStream.rangeClosed(0, random.nextInt(most))
        .mapToObj(_ -> "m" + random.nextInt(DIFFERENT))
        .distinct()
        .toList();
  }

  private static String body(List<String> ids, String batch) {
    return ids.stream()
        .map(id ->
            """
            {"id":"%s","mailbox":"m","timestamp":"2026-01-01T00:00:00Z",\
            "mime_content":"Message-ID: %s\\nIn-Reply-To: <m1>\\n\\n%s"}\
            """
                .formatted(id, messageId(id), batch))
        .collect(Collectors.joining(",", "{\"emails\":[", "]}"));
  }

  private static String messageId(String id) {
    return "<" + id + ">";
  }

  @Override
  public List<String> settle(Inspection inspection) {
    var found = inspection.mails().getOrDefault(name, Map.of());
    boolean right = found.equals(mails) || found.equals(sent);
    var lost =
        right
            ? List.<String>of()
            : List.of(
                "%s has %s; acknowledged was %s, sent after that %s"
                    .formatted(name, found, mails, sent));
    mails = found;
    sent = found;
    return lost;
  }

  /// Compares the comments of the source at rest: one of each mail, and beside them none but those
  /// that deleted mails have left.
  ///
  /// @param comments their texts by id
  List<String> compare(Map<String, String> comments) {
    var wrong = new ArrayList<String>();
    mails.forEach((id, batch) -> {
      var text = comments.get(commentId(id));
      if (!batch.equals(text)) {
        wrong.add("%s in %s has the text %s, its comment %s".formatted(id, name, batch, text));
      }
    });
    var strange = new TreeSet<>(comments.keySet());
    IntStream.range(0, DIFFERENT).forEach(i -> strange.remove(commentId("m" + i)));
    strange.forEach(id -> wrong.add("%s is of no mail of %s".formatted(id, name)));
    return wrong;
  }

  private static String commentId(String id) {
    return HexFormat.of().formatHex(messageId(id).getBytes(StandardCharsets.US_ASCII));
  }

  String name() {
    return name;
  }

  @Override
  public boolean isWanting() {
    return put == 0;
  }

  @Override
  public long acknowledged() {
    return acknowledged;
  }

  /// How many mails were put, as often as they were.
  long put() {
    return put;
  }

  /// Is there anything to compare?
  boolean isThere() {
    return bucket != null && source;
  }
}
