package dev.hearken.comment;

import dev.hearken.body.Digest;
import dev.hearken.database.Values;
import dev.hearken.http.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a page holds: these comments at most, in this span of time, behind a position.
record Span(
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable Position after,
    boolean descending,
    int limit) {
  private static final byte[] NO_KEY = new byte[0];
  private static final byte[] LAST_KEY = Digest.behindAll();

  /// Where to begin and where to end, on its way, as statements have it.
  Values values() {
    var begin = descending ? to : from;
    var end = descending ? from : to;
    var beginning = begin != null ? begin : descending ? Json.LAST_TIME : Json.FIRST_TIME;
    var position = after != null && isBehind(after.timestamp(), beginning) ? after : null;
    return new Values()
        .set("begin_ts", position == null ? beginning : position.timestamp())
        .set("begin_key", position != null ? position.key() : descending ? LAST_KEY : NO_KEY)
        .set("end", end != null ? end : descending ? Json.FIRST_TIME : Json.LAST_TIME)
        .set("limit", limit);
  }

  /// Does a position at this time still lie behind the place, or at it, where the span begins?
  private boolean isBehind(Instant position, Instant beginning) {
    return descending ? !position.isAfter(beginning) : !position.isBefore(beginning);
  }
}
