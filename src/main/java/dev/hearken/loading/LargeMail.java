package dev.hearken.loading;

import dev.hearken.database.Id;
import dev.hearken.recipe.Recipe;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Reads mails that are too large to be read beside others: one at a time in the whole server, and
/// only if its memory is enough.
final class LargeMail {
  /// How many times its size a mail takes while it is read (measured).
  private static final int TIMES = 4;

  /// How many times their size its texts take on top of that, should they be HTML.
  private static final int TIMES_TEXT = 4;

  private final FeedStore feeds;
  private final long memory;
  private final ReentrantLock alone = new ReentrantLock(true);

  /// @param heap the most memory that the process may use, of which a quarter is for requests and
  ///   an eighth for all the rest
  LargeMail(FeedStore feeds, long heap) {
    this.feeds = feeds;
    this.memory = heap / 8 * 5;
  }

  /// @return null when the mail has other content now
  @Nullable Reading read(Id bucket, BucketMail mail, Recipe recipe) {
    long rest = memory - TIMES * mail.size();
    if (rest < 0) {
      return new Reading.Failed(
          "It has %,d bytes; the memory of this server is enough for %,d."
              .formatted(mail.size(), memory / TIMES));
    }
    alone.lock();
    try {
      return feeds
          .content(bucket, mail)
          .map(content -> MailReader.read(mail.with(content), recipe, rest / TIMES_TEXT))
          .orElse(null);
    } finally {
      alone.unlock();
    }
  }
}
