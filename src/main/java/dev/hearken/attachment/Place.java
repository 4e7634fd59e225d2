package dev.hearken.attachment;

import dev.hearken.database.Id;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// Where an attachment is: in which comment, at which position, and the beginning of the hash of
/// its content, so that it is another place once there is another file.
///
/// @param key of the comment
/// @param content as much as tells two files apart in one place
record Place(Id source, ByteBuffer key, int position, ByteBuffer content) {
  private static final int KEY = 16;
  private static final int CONTENT = 8;
  private static final int LENGTH = Long.BYTES + KEY + 1 + CONTENT;

  /// @param sha256 of the content
  static Place of(Id source, byte[] key, int position, byte[] sha256) {
    return new Place(
        source, ByteBuffer.wrap(key), position, ByteBuffer.wrap(Arrays.copyOf(sha256, CONTENT)));
  }

  static Place of(byte[] bytes) {
    var in = ByteBuffer.wrap(bytes);
    var source = new Id(in.getLong());
    return new Place(
        source,
        in.slice(Long.BYTES, KEY),
        bytes[Long.BYTES + KEY],
        in.slice(LENGTH - CONTENT, CONTENT));
  }

  byte[] bytes() {
    return ByteBuffer.allocate(LENGTH)
        .putLong(source.bits())
        .put(key.duplicate())
        .put((byte) position)
        .put(content.duplicate())
        .array();
  }
}
