package dev.hearken.comment;

import dev.hearken.body.Digest;
import dev.hearken.http.Json;
import java.time.Instant;
import java.util.Arrays;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/// What a page holds: these comments at most, in this span of time, behind a position.
record Span(
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable Position after,
    boolean descending,
    int limit) {
  /// No key is behind it.
  private static final byte[] LAST_KEY = lastKey();

  private static byte[] lastKey() {
    var key = new byte[Digest.LENGTH + 1];
    Arrays.fill(key, (byte) 0xff);
    return key;
  }

  /// Tells a statement which comments are meant.
  Query bind(Query query) {
    var beginning = descending ? Json.LAST_TIME : Json.FIRST_TIME;
    var unbounded = descending ? LAST_KEY : new byte[0];
    return query
        .bind("after_ts", after == null ? beginning : after.timestamp())
        .bind("after_key", after == null ? unbounded : after.key())
        .bind("from", from == null ? Json.FIRST_TIME : from)
        .bind("to", to == null ? Json.LAST_TIME : to)
        .bind("limit", limit);
  }
}
