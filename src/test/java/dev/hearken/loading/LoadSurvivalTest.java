package dev.hearken.loading;

import static dev.hearken.loading.LoadCalls.mail;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hearken.comment.CommentChanges;
import dev.hearken.database.Database;
import dev.hearken.email.LargeMails;
import dev.hearken.job.Jobs;
import dev.hearken.recipe.Recipes;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Whatever dies while mails are put and sources come and go: at rest the comments are those of the
/// mails.
@Tag("database")
class LoadSurvivalTest {
  private static final Duration UNREST = Duration.ofSeconds(8);
  private static final Duration SHORT_LEASE = Duration.ofMillis(150);

  /// Of a statement, to be the last of its job.
  private static final double DEADLY = 0.03;

  private static final int MAILS = 60;
  private static final List<String> BUCKETS = List.of("x", "y");
  private static final List<String> SOURCES = List.of("one", "two", "three");

  private static volatile boolean armed;

  /// What a job dies of.
  private static final class Death extends RuntimeException {
    Death() {
      super("killed by the test", null, false, false);
    }
  }

  private static Jobs mortal(Database database, LoadCalls calls) {
    database.watch((_, _) -> {
      if (armed && ThreadLocalRandom.current().nextDouble() < DEADLY) {
        throw new Death();
      }
    });
    var loads =
        new LoadStore(
            database,
            new CommentChanges(database, Clock.systemUTC()),
            calls.server().hearken().users().system());
    var load =
        new LoadMail(
                new FeedStore(database, SHORT_LEASE),
                new SliceStore(database),
                loads,
                Recipes.STANDARD,
                new LargeMails(1L << 30))
            .job();
    return Jobs.start(database, Clock.systemUTC(), List.of(load));
  }

  @Test
  void atRestTheCommentsAreThoseOfTheMails() throws Exception {
    long seed = new Random().nextLong();
    System.out.println("LoadSurvivalTest, seed " + seed);
    var random = new Random(seed);
    try (var calls = new LoadCalls();
        var one = Database.open(calls.server().dataSource(), 4);
        var two = Database.open(calls.server().dataSource(), 4);
        var jobsOfOne = mortal(one, calls);
        var jobsOfTwo = mortal(two, calls);
        var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      assertThat(jobsOfOne).isNotSameAs(jobsOfTwo);
      var ids = new ArrayList<String>();
      BUCKETS.forEach(name -> ids.add(calls.bucket(name)));
      SOURCES.forEach(name -> calls.source(name, null));
      armed = true;
      long end = System.nanoTime() + UNREST.toNanos();
      var work = new ArrayList<Future<?>>();
      for (var bucket : BUCKETS) {
        var own = new Random(random.nextLong());
        work.add(clients.submit(() -> putUntil(end, calls, bucket, own)));
      }
      var own = new Random(random.nextLong());
      work.add(clients.submit(() -> attachUntil(end, calls, ids, own)));
      for (var each : work) {
        each.get();
      }
      armed = false;
      for (int i = 0; i < SOURCES.size(); i++) {
        calls.attach(SOURCES.get(i), ids.get(i % ids.size()));
        calls.put(
            BUCKETS.get(i % ids.size()),
            mail("last-" + i, "Message-ID: <l%d>\r\n".formatted(i), ""));
      }
      for (int i = 0; i < SOURCES.size(); i++) {
        var loading = calls.atRest(SOURCES.get(i));
        assertThat(loading.get("failed").asInt()).as("seed " + seed).isZero();
        assertComments(calls, SOURCES.get(i), BUCKETS.get(i % ids.size()), "seed " + seed);
      }
    } finally {
      armed = false;
    }
  }

  private static void putUntil(long end, LoadCalls calls, String bucket, Random random) {
    for (int number = 0; System.nanoTime() < end; number++) {
      var mails = new TreeMap<String, Object>();
      for (int i = random.nextInt(1, 20); i > 0; i--) {
        var id = bucket + random.nextInt(MAILS);
        var header =
            "Message-ID: <%s%d>\r\n".formatted(bucket, random.nextInt(MAILS))
                + (random.nextInt(3) == 0
                    ? ""
                    : "In-Reply-To: <%s%d>\r\n".formatted(bucket, random.nextInt(MAILS)))
                + (random.nextInt(8) == 0 ? "References: <r%d>\r\n".formatted(number) : "");
        mails.put(id, mail(id, header, "text " + number));
      }
      calls.put(bucket, mails.values().toArray());
      if (random.nextInt(4) == 0) {
        LoadCalls.pause();
      }
    }
  }

  private static void attachUntil(long end, LoadCalls calls, List<String> ids, Random random) {
    while (System.nanoTime() < end) {
      int bucket = random.nextInt(ids.size() + 1);
      calls.attach(
          SOURCES.get(random.nextInt(SOURCES.size())),
          bucket == ids.size() ? null : ids.get(bucket));
      for (int i = random.nextInt(40); i > 0; i--) {
        LoadCalls.pause();
      }
    }
  }

  /// A mail as it is in its bucket, and where it says it belongs.
  private record Kept(
      String messageId, String text, @Nullable String reference, @Nullable String answers) {}

  private static void assertComments(LoadCalls calls, String source, String bucket, String seed) {
    var mails = new TreeMap<String, Kept>();
    calls
        .server()
        .sql()
        .useHandle(handle ->
            handle
                .createQuery(
                    """
                    SELECT c.bytes
                    FROM email e
                    JOIN email_chunk c USING (bucket_id, key, content_id)
                    JOIN bucket b ON b.id = e.bucket_id
                    WHERE b.name = :bucket
                    ORDER BY e.put
                    """)
                .bind("bucket", bucket)
                .mapTo(byte[].class)
                .map(bytes -> kept(new String(bytes, StandardCharsets.UTF_8)))
                .forEach(kept -> mails.put(LoadCalls.hex(kept.messageId), kept)));
    var comments = calls.comments(source);
    var ofOthers = LoadCalls.hex("<" + (bucket.equals("x") ? "y" : "x"));
    comments.keySet().removeIf(id -> id.startsWith(ofOthers) || id.startsWith(LoadCalls.hex("<l")));
    mails.keySet().removeIf(id -> id.startsWith(LoadCalls.hex("<l")));
    var expected = new TreeMap<String, String>();
    mails.forEach((id, mail) -> expected.put(id, mail.text + " in " + thread(mails, mail)));
    var found = new TreeMap<String, String>();
    comments.forEach((id, comment) ->
        found.put(id, LoadCalls.text(comment) + " in " + comment.get("thread_id").asText()));
    assertThat(expected.size()).isGreaterThan(MAILS / 3);
    assertThat(found).as(source + ", " + seed).isEqualTo(expected);
  }

  private static Kept kept(String content) {
    return new Kept(
        Objects.requireNonNull(find(content, "Message-ID: (\\S+)")),
        content.substring(content.indexOf("\r\n\r\n") + 4),
        find(content, "References: (\\S+)"),
        find(content, "In-Reply-To: (\\S+)"));
  }

  private static @Nullable String find(String content, String pattern) {
    var found = Pattern.compile(pattern).matcher(content);
    return found.find() ? found.group(1) : null;
  }

  private static String thread(Map<String, Kept> mails, Kept mail) {
    var passed = new ArrayList<String>();
    var at = mail;
    while (true) {
      if (at.reference != null) {
        return at.reference;
      }
      if (at.answers == null) {
        return at.messageId;
      }
      int circle = passed.indexOf(at.messageId);
      if (circle >= 0) {
        return passed.subList(circle, passed.size()).stream().min(String::compareTo).orElseThrow();
      }
      passed.add(at.messageId);
      var parent = mails.get(LoadCalls.hex(at.answers));
      if (parent == null) {
        return at.answers;
      }
      at = parent;
    }
  }
}
