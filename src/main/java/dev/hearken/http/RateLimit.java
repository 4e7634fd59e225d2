package dev.hearken.http;

import dev.hearken.database.Id;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/// How often each caller may ask: so many requests a second, and after a pause as many at once.
///
/// What is known of callers is bounded: the one who has been away longest is forgotten, and begins
/// anew. Each replica of the server counts for itself.
final class RateLimit {
  private static final int MOST_CALLERS = 10_000;
  private static final long SECOND = 1_000_000_000;

  private final int perSecond;
  private final LongSupplier nanoTime;

  /// When each caller will have paid for what he asked so far, from the longest away to the latest.
  private final Map<Id, Long> paid =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Id, Long> eldest) {
          return size() > MOST_CALLERS;
        }
      };

  /// @param perSecond 0 for no limit
  /// @param nanoTime a clock as [System#nanoTime]
  RateLimit(int perSecond, LongSupplier nanoTime) {
    this.perSecond = perSecond;
    this.nanoTime = nanoTime;
  }

  /// Is there a limit?
  boolean holds() {
    return perSecond > 0;
  }

  /// Counts one request.
  ///
  /// @throws Refusal.TooMany when the caller has asked too often; such a request is not counted
  void count(Id caller) {
    if (!holds()) {
      return;
    }
    long now = nanoTime.getAsLong();
    long cost = SECOND / perSecond;
    long wait;
    synchronized (paid) {
      var known = paid.get(caller);
      // A second without a request earns a full second of them, a longer pause no more.
      long from = known == null || known - now < 0 ? now : known;
      wait = from + cost - now - SECOND;
      if (wait <= 0) {
        paid.put(caller, from + cost);
      }
    }
    if (wait > 0) {
      throw new Refusal.TooMany(perSecond, Math.ceilDiv(wait, SECOND));
    }
  }

  int callers() {
    synchronized (paid) {
      return paid.size();
    }
  }
}
