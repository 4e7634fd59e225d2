package dev.hearken.loading;

import java.nio.ByteBuffer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Keys of rows as an array, as a statement takes them.
final class Keys {
  private Keys() {}

  static @Nullable ByteBuffer[] of(Stream<? extends @Nullable ByteBuffer> keys) {
    return keys.toArray(ByteBuffer[]::new);
  }
}
