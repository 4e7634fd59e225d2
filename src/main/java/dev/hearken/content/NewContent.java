package dev.hearken.content;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/// Bytes to be kept.
///
/// @param sha256 of all of them
/// @param size how many there are
/// @param reading begins to read them, as often as it is asked for
public record NewContent(ByteBuffer sha256, long size, Reading reading) {
  /// Begins to read.
  @FunctionalInterface
  public interface Reading {
    InputStream open() throws IOException;
  }
}
