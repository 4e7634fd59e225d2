package dev.hearken.comment;

import dev.hearken.database.Id;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// Where a page of a source's comments ended: at this key among those of this time. It remembers
/// what clients do not say again: the way it went, and how early it may come.
final class Position {
  private final Id source;
  private final Instant timestamp;
  private final boolean descending;
  private final @Nullable Instant earliest;
  private final byte[] key;

  private Position(
      Id source, Instant timestamp, boolean descending, @Nullable Instant earliest, byte[] key) {
    this.source = source;
    this.timestamp = timestamp;
    this.descending = descending;
    this.earliest = earliest;
    this.key = key;
  }

  /// Behind a comment, on the way of a page that has it.
  static Position of(Comment last, Span span) {
    return new Position(
        last.sourceId(), last.timestamp(), span.descending(), span.from(), last.key());
  }

  static Position of(byte[] bytes) {
    var in = ByteBuffer.wrap(bytes);
    var source = new Id(in.getLong());
    var timestamp = instant(in.getLong());
    boolean descending = in.get() != 0;
    var earliest = in.get() != 0 ? instant(in.getLong()) : null;
    var key = new byte[in.remaining()];
    in.get(key);
    return new Position(source, timestamp, descending, earliest, key);
  }

  byte[] bytes() {
    var out =
        ByteBuffer.allocate(3 * Long.BYTES + 2 + key.length)
            .putLong(source.bits())
            .putLong(micros(timestamp))
            .put((byte) (descending ? 1 : 0))
            .put((byte) (earliest == null ? 0 : 1));
    if (earliest != null) {
      out.putLong(micros(earliest));
    }
    out.put(key).flip();
    var bytes = new byte[out.remaining()];
    out.get(bytes);
    return bytes;
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  private static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  Id source() {
    return source;
  }

  Instant timestamp() {
    return timestamp;
  }

  boolean descending() {
    return descending;
  }

  @Nullable Instant earliest() {
    return earliest;
  }

  byte[] key() {
    return key.clone();
  }
}
