package dev.hearken.loading;

import dev.hearken.database.Id;
import dev.hearken.email.EmailChanges;
import dev.hearken.email.LargeMails;
import dev.hearken.job.Job;
import dev.hearken.job.Retry;
import dev.hearken.recipe.Recipe;
import dev.hearken.recipe.Recipes;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Loads the mails of a source's bucket: those that wait in the order in which they were put, and
/// when none does, those that a walk through the bucket finds. After a second it makes room for
/// other work, if there is any, and goes on behind it.
public final class LoadMail {
  private static final Duration TURN = Duration.ofSeconds(1);

  /// After so long it makes room in any case: a server that is to stop waits for no longer work.
  private static final Duration LONGEST_TURN = Duration.ofSeconds(5);

  private static final Duration IDLE = Duration.ofSeconds(10);
  private static final ByteBuffer BEGINNING = ByteBuffer.allocate(0);

  private final FeedStore feeds;
  private final SliceStore slices;
  private final LoadStore loads;
  private final Recipes recipes;
  private final LargeMail large;
  private final ExecutorService readers = readers();

  public LoadMail(
      FeedStore feeds, SliceStore slices, LoadStore loads, Recipes recipes, LargeMails memory) {
    this.feeds = feeds;
    this.slices = slices;
    this.loads = loads;
    this.recipes = recipes;
    this.large = new LargeMail(slices, memory);
  }

  public Job job() {
    return new Job(EmailChanges.LOAD, Retry.SOON, this::load);
  }

  /// Threads of the operating system, for reading a mail is nothing but work for a processor:
  /// requests are not to wait for it. They end when there is nothing to read.
  private static ExecutorService readers() {
    int processors = Runtime.getRuntime().availableProcessors();
    var readers =
        new ThreadPoolExecutor(
            processors,
            processors,
            IDLE.toSeconds(),
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().name("mail-", 0).daemon().factory());
    readers.allowCoreThreadTimeOut(true);
    return readers;
  }

  private void load(String subject) {
    var source = Id.parse(subject).orElseThrow(() -> new IllegalArgumentException(subject));
    var taken = feeds.take(source);
    if (taken.isPresent()) {
      try {
        load(taken.get());
      } finally {
        feeds.giveBack(source);
      }
    }
  }

  private void load(Feed taken) {
    feeds.forgetStale(taken);
    long begun = System.nanoTime();
    @Nullable Feed feed = taken;
    while (feed != null && feed.bucketId() != null && !isOver(begun)) {
      feed = loadSlice(feed, feed.bucketId());
    }
  }

  private boolean isOver(long begun) {
    long taken = System.nanoTime() - begun;
    return taken > TURN.toNanos() && (taken > LONGEST_TURN.toNanos() || feeds.othersWait());
  }

  /// @return the feed as it is behind the slice; null when there is nothing more to do
  private @Nullable Feed loadSlice(Feed feed, Id bucket) {
    var recipe = recipes.of(feed.tag());
    if (feed.recipeVersion() != recipe.version()) {
      // What an older server reads beside a newer one, that one reads again.
      boolean risen = feed.recipeVersion() < recipe.version();
      return loads.walk(feed, risen ? BEGINNING : feed.walked(), recipe.version());
    }
    var slice = slices.waiting(feed, bucket);
    var walked = feed.walked();
    if (slice.isEmpty()) {
      if (walked == null) {
        return null;
      }
      if (!walked.hasRemaining()) {
        feeds.awaitWriters(bucket);
      }
      slice = slices.walking(bucket, walked);
      if (slice.isEmpty()) {
        return loads.walk(feed, null, recipe.version());
      }
    }
    var first = slice.waiting().getFirst();
    var mail = first.mail();
    if (mail == null || mail.isWhole()) {
      return loads.store(feed, bucket, slice, read(slice, recipe));
    }
    var reading = large.read(bucket, mail, recipe);
    return reading == null
        ? feed
        : loads.store(feed, bucket, slice, List.of(new Outcome(first, reading)));
  }

  private List<Outcome> read(Slice slice, Recipe recipe) {
    var readings = new ArrayList<Callable<Outcome>>();
    for (var each : slice.waiting()) {
      var mail = each.mail();
      readings.add(() -> new Outcome(each, mail == null ? null : MailReader.read(mail, recipe)));
    }
    try {
      var outcomes = new ArrayList<Outcome>();
      for (var done : readers.invokeAll(readings)) {
        outcomes.add(done.get());
      }
      return outcomes;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The server is stopping.", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
