package dev.hearken.comment;

import dev.hearken.body.Digest;
import dev.hearken.database.Id;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Where a page of a source's comments ended: at this key among those of this time.
final class Position {
  private final Id source;
  private final Instant timestamp;
  private final byte[] key;

  private Position(Id source, Instant timestamp, byte[] key) {
    this.source = source;
    this.timestamp = timestamp;
    this.key = key;
  }

  static Position of(Comment last) {
    return new Position(last.sourceId(), last.timestamp(), Digest.of(last.id()));
  }

  static Position of(byte[] bytes) {
    var in = ByteBuffer.wrap(bytes);
    var source = new Id(in.getLong());
    var timestamp = Instant.EPOCH.plus(in.getLong(), ChronoUnit.MICROS);
    var key = new byte[in.remaining()];
    in.get(key);
    return new Position(source, timestamp, key);
  }

  byte[] bytes() {
    return ByteBuffer.allocate(16 + key.length)
        .putLong(source.bits())
        .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, timestamp))
        .put(key)
        .array();
  }

  Id source() {
    return source;
  }

  Instant timestamp() {
    return timestamp;
  }

  byte[] key() {
    return key.clone();
  }
}
