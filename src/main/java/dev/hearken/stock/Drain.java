package dev.hearken.stock;

import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Takes an archive of comments as fast as it comes, and looks only at its end.
final class Drain {
  private static final int PIECE = 256 << 10;

  /// In which the last file of an archive is.
  private static final int TAIL = 32 << 10;

  private static final int MOST_MILLIS = 120_000;
  private static final byte[] LAST_CHUNK = "\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final byte[] buffer = new byte[TAIL + PIECE];
  private int filled;

  private Drain() {}

  /// Takes one.
  ///
  /// @param comments how many it must have
  /// @return how many bytes came
  /// @throws IOException when it is cut off, or has another number of them
  static long take(URI server, byte[] request, long comments) throws IOException {
    return new Drain().read(server, request, comments);
  }

  private long read(URI server, byte[] request, long comments) throws IOException {
    var end = "{\"comments\":%d,".formatted(comments);
    long bytes = 0;
    try (var socket = new Socket(server.getHost(), server.getPort())) {
      socket.setSoTimeout(MOST_MILLIS);
      socket.getOutputStream().write(request);
      var in = socket.getInputStream();
      while (!isLast() || !tail().contains(end)) {
        if (filled > TAIL) {
          System.arraycopy(buffer, filled - TAIL, buffer, 0, TAIL);
          filled = TAIL;
        }
        int count = in.read(buffer, filled, buffer.length - filled);
        if (count < 0) {
          throw new EOFException(
              "The archive was cut off after %,d bytes: %.200s".formatted(bytes, tail()));
        }
        filled += count;
        bytes += count;
      }
    }
    return bytes;
  }

  private boolean isLast() {
    int from = filled - LAST_CHUNK.length;
    return from >= 0 && Arrays.equals(buffer, from, filled, LAST_CHUNK, 0, LAST_CHUNK.length);
  }

  private String tail() {
    int from = Math.max(0, filled - TAIL);
    return new String(buffer, from, filled - from, StandardCharsets.ISO_8859_1);
  }
}
