package dev.hearken.load;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/// One connection to the server, kept alive. It shares the machine with what it measures, so it
/// sends bytes that are ready and of an answer reads only status, length and body.
public final class HttpReader implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final byte[] HEAD_END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] LENGTH = "\r\ncontent-length:".getBytes(StandardCharsets.US_ASCII);

  private static final byte[] CHUNKED =
      "\r\ntransfer-encoding: chunked".getBytes(StandardCharsets.US_ASCII);

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private byte[] buffer = new byte[16 << 10];
  private int filled;
  private int bodyStart;

  public HttpReader(URI server) throws IOException {
    this(server, PATIENCE);
  }

  /// @param patience how long it waits for the next bytes of an answer
  public HttpReader(URI server, Duration patience) throws IOException {
    socket = new Socket(server.getHost(), server.getPort());
    socket.setTcpNoDelay(true);
    socket.setSoTimeout((int) patience.toMillis());
    in = socket.getInputStream();
    out = socket.getOutputStream();
  }

  /// A request as bytes.
  ///
  /// @param body empty for none
  public static byte[] request(String method, String path, String token, String body) {
    return request(method, path, token, body.getBytes(StandardCharsets.UTF_8));
  }

  /// A request of which the body is bytes already.
  public static byte[] request(String method, String path, String token, byte[] content) {
    var head =
        "%s %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n%s\r\n"
            .formatted(
                method,
                path,
                token,
                content.length == 0
                    ? ""
                    : "Content-Type: application/json\r\nContent-Length: %d\r\n"
                        .formatted(content.length));
    var bytes = head.getBytes(StandardCharsets.US_ASCII);
    var request = Arrays.copyOf(bytes, bytes.length + content.length);
    System.arraycopy(content, 0, request, bytes.length, content.length);
    return request;
  }

  /// Sends a request and reads the whole answer.
  ///
  /// @return its status
  public int exchange(byte[] request) throws IOException {
    out.write(request);
    filled = 0;
    int headEnd = readHead();
    bodyStart = headEnd + HEAD_END.length;
    int length = find(LENGTH, 0, headEnd);
    int end = length < 0 ? chunks(headEnd) : bodyStart + contentLength(length);
    while (filled < end) {
      readMore();
    }
    if (filled > end) {
      throw new IOException("There is more than one answer to one request");
    }
    return number(9, 12, 10);
  }

  /// How often the body of the last answer contains these bytes, at least one.
  public int occurrences(byte[] expected) {
    // One byte, one character: Java looks for texts far faster than for bytes.
    var body = new String(buffer, bodyStart, filled - bodyStart, StandardCharsets.ISO_8859_1);
    var text = new String(expected, StandardCharsets.ISO_8859_1);
    int count = 0;
    for (int at = body.indexOf(text); at >= 0; at = body.indexOf(text, at + text.length())) {
      count++;
    }
    return count;
  }

  /// What stands in the body of the last answer behind these bytes, where they stand last, up to
  /// the next quote.
  public Optional<String> behind(byte[] before) {
    for (int i = filled - before.length; i >= bodyStart; i--) {
      if (Arrays.equals(buffer, i, i + before.length, before, 0, before.length)) {
        int from = i + before.length;
        int to = from;
        while (to < filled && buffer[to] != '"') {
          to++;
        }
        return Optional.of(new String(buffer, from, to - from, StandardCharsets.UTF_8));
      }
    }
    return Optional.empty();
  }

  /// The body of the last answer.
  public String body() {
    return new String(buffer, bodyStart, filled - bodyStart, StandardCharsets.UTF_8);
  }

  private int readHead() throws IOException {
    int from = 0;
    while (true) {
      readMore();
      int end = find(HEAD_END, from, filled);
      if (end >= 0) {
        return end;
      }
      from = Math.max(0, filled - HEAD_END.length);
    }
  }

  private void readMore() throws IOException {
    if (filled == buffer.length) {
      buffer = Arrays.copyOf(buffer, 2 * buffer.length);
    }
    int count = in.read(buffer, filled, buffer.length - filled);
    if (count < 0) {
      throw new EOFException("The server closed the connection");
    }
    filled += count;
  }

  /// Reads all chunks and moves their contents together.
  ///
  /// @return where they end
  private int chunks(int headEnd) throws IOException {
    if (find(CHUNKED, 0, headEnd) < 0) {
      throw new IOException("The answer does not say how long it is");
    }
    int to = bodyStart;
    int from = bodyStart;
    while (true) {
      int line = lineEnd(from);
      int size = number(from, line, 16);
      from = line + 2;
      while (filled < from + size + 2) {
        readMore();
      }
      System.arraycopy(buffer, from, buffer, to, size);
      to += size;
      from += size + 2;
      if (size == 0) {
        // What is behind the last chunk is there for the check that follows.
        System.arraycopy(buffer, from, buffer, to, filled - from);
        filled -= from - to;
        return to;
      }
    }
  }

  private int lineEnd(int from) throws IOException {
    for (int at = from; ; at++) {
      while (at >= filled) {
        readMore();
      }
      if (buffer[at] == '\r') {
        return at;
      }
    }
  }

  private int contentLength(int at) throws IOException {
    int from = at + LENGTH.length;
    while (buffer[from] == ' ') {
      from++;
    }
    int to = from;
    while (buffer[to] != '\r') {
      to++;
    }
    return number(from, to, 10);
  }

  private int number(int from, int to, int radix) throws IOException {
    int number = 0;
    for (int i = from; i < to; i++) {
      int digit = Character.digit(buffer[i], radix);
      if (digit < 0 || number > 100_000_000) {
        throw new IOException("This is no answer in HTTP");
      }
      number = radix * number + digit;
    }
    return number;
  }

  /// Where bytes begin, small letters standing for capital ones too; negative when nowhere.
  private int find(byte[] wanted, int from, int to) {
    for (int i = from; i <= to - wanted.length; i++) {
      int same = 0;
      while (same < wanted.length && matches(wanted[same], buffer[i + same])) {
        same++;
      }
      if (same == wanted.length) {
        return i;
      }
    }
    return -1;
  }

  private static boolean matches(byte wanted, byte found) {
    return wanted == found
        || (found >= 'A' && found <= 'Z' && wanted == (byte) (found - 'A' + 'a'));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
