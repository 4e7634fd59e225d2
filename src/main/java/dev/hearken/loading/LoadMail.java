package dev.hearken.loading;

import dev.hearken.database.Id;
import dev.hearken.email.EmailChanges;
import dev.hearken.email.LargeMails;
import dev.hearken.job.Job;
import dev.hearken.job.Retry;
import dev.hearken.recipe.Recipes;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Loads the mails of a source's bucket: those that wait in the order in which they were put, and
/// when none does, those that a walk through the bucket finds. After a second it makes room for
/// other work, if there is any, and goes on behind it.
public final class LoadMail {
  private static final Duration TURN = Duration.ofSeconds(1);

  /// After so long it makes room in any case: a server that is to stop waits for no longer work.
  private static final Duration LONGEST_TURN = Duration.ofSeconds(5);

  private static final ByteBuffer BEGINNING = ByteBuffer.allocate(0);

  private final FeedStore feeds;
  private final SliceStore slices;
  private final LoadStore loads;
  private final Recipes recipes;
  private final LargeMail large;
  private final MailReaders readers = new MailReaders();

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
    var bucket = taken.bucketId();
    if (bucket == null) {
      return;
    }
    var batches = new Batches(slices, readers, bucket, recipes.of(taken.tag()));
    @Nullable Feed feed = taken;
    boolean over = false;
    while (feed != null && (!over || batches.isAnyAhead())) {
      feed = loadSlice(feed, bucket, batches, over);
      over = over || isOver(begun);
    }
  }

  private boolean isOver(long begun) {
    long taken = System.nanoTime() - begun;
    return taken > TURN.toNanos() && (taken > LONGEST_TURN.toNanos() || feeds.othersWait());
  }

  /// @param last is it the last one of this turn?
  /// @return the feed as it is behind the slice; null when there is nothing more to do
  private @Nullable Feed loadSlice(Feed feed, Id bucket, Batches batches, boolean last) {
    var recipe = recipes.of(feed.tag());
    if (feed.recipeVersion() != recipe.version()) {
      // What an older server reads beside a newer one, that one reads again.
      boolean risen = feed.recipeVersion() < recipe.version();
      return loads.walk(feed, risen ? BEGINNING : feed.walked(), recipe.version());
    }
    boolean ahead = batches.isAhead();
    var batch = batches.waiting(feed, last);
    if (batch.slice().isEmpty() && ahead) {
      // Nothing is behind the last one; before it there may be something by now.
      return feed;
    }
    var walked = feed.walked();
    if (batch.slice().isEmpty()) {
      if (walked == null) {
        return null;
      }
      if (!walked.hasRemaining()) {
        feeds.awaitWriters(bucket);
      }
      batch = batches.walking(walked);
      if (batch.slice().isEmpty()) {
        return loads.walk(feed, null, recipe.version());
      }
    }
    var slice = batch.slice();
    if (!batch.outcomes().isEmpty()) {
      if (!last) {
        batches.readBehind(slice, feed);
      }
      return loads.store(feed, bucket, slice, batch.outcomes());
    }
    var alone = slice.waiting().getFirst();
    var reading = large.read(bucket, Objects.requireNonNull(alone.mail()), recipe);
    return reading == null
        ? feed
        : loads.store(feed, bucket, slice, List.of(new Outcome(alone, reading)));
  }
}
