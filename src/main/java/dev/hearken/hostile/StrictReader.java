package dev.hearken.hostile;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads answers byte by byte as HTTP/1.1 has them, and puts up with nothing else.
final class StrictReader {
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 ([1-5][0-9][0-9]) [ -~]*");
  private static final Pattern HEADER = Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+): *([ -~]*)");
  private static final int MOST_HEADERS = 50;
  private static final int LONGEST_LINE = 8_192;

  private final InputStream in;

  StrictReader(InputStream in) {
    this.in = new BufferedInputStream(in);
  }

  /// What came back is not HTTP as it should be.
  static final class Malformed extends IOException {
    Malformed(String message) {
      super(message);
    }
  }

  /// One answer.
  ///
  /// @param headers names in lower case
  @SuppressWarnings("ArrayRecordComponent") // nobody compares them
  record Answer(int status, Map<String, String> headers, byte[] body) {
    String header(String name) {
      return headers.getOrDefault(name, "");
    }

    boolean closes() {
      return header("connection").toLowerCase(Locale.ROOT).contains("close");
    }

    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  /// The next answer; empty when the connection ends where one might begin. Words that an answer
  /// will follow are passed over.
  ///
  /// @param bodiless whether it is one to a `HEAD`
  Optional<Answer> next(boolean bodiless) throws IOException {
    while (true) {
      in.mark(1);
      if (in.read() < 0) {
        return Optional.empty();
      }
      in.reset();
      var answer = read(bodiless);
      if (answer.status() != 100) {
        return Optional.of(answer);
      }
    }
  }

  private Answer read(boolean bodiless) throws IOException {
    var line = line();
    var status = STATUS.matcher(line);
    if (!status.matches()) {
      throw new Malformed("no status line: " + line);
    }
    int number = Integer.parseInt(status.group(1));
    var headers = headers();
    return new Answer(number, headers, bodiless || number < 200 ? new byte[0] : body(headers));
  }

  private Map<String, String> headers() throws IOException {
    var headers = new HashMap<String, String>();
    for (var line = line(); !line.isEmpty(); line = line()) {
      var header = HEADER.matcher(line);
      if (!header.matches() || headers.size() == MOST_HEADERS) {
        throw new Malformed("no header: " + line);
      }
      if (headers.put(header.group(1).toLowerCase(Locale.ROOT), header.group(2)) != null) {
        throw new Malformed("twice the header: " + line);
      }
    }
    return headers;
  }

  private byte[] body(Map<String, String> headers) throws IOException {
    var length = headers.get("content-length");
    var transfer = headers.get("transfer-encoding");
    if (length != null && transfer != null) {
      throw new Malformed("a length and chunks as well");
    }
    if (length != null) {
      var body = in.readNBytes(number(length, 10));
      if (body.length != number(length, 10)) {
        throw new EOFException("the body ends before its length");
      }
      return body;
    }
    if ("chunked".equals(transfer)) {
      return chunks();
    }
    if (transfer != null) {
      throw new Malformed("no chunks but: " + transfer);
    }
    // It ends with the connection, as everything of unknown length does for HTTP/1.0.
    return in.readAllBytes();
  }

  private byte[] chunks() throws IOException {
    var body = new ByteArrayOutputStream();
    for (int size = number(line(), 16); size > 0; size = number(line(), 16)) {
      body.write(in.readNBytes(size));
      if (!line().isEmpty()) {
        throw new Malformed("a chunk is longer than it says");
      }
    }
    if (!line().isEmpty()) {
      throw new Malformed("there is something behind the last chunk");
    }
    return body.toByteArray();
  }

  private static int number(String text, int radix) throws Malformed {
    try {
      int number = Integer.parseInt(text, radix);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new Malformed("no length: " + text);
  }

  private String line() throws IOException {
    var line = new StringBuilder();
    while (true) {
      int octet = in.read();
      if (octet == '\r') {
        if (in.read() != '\n') {
          throw new Malformed("no line feed after: " + line);
        }
        return line.toString();
      }
      if (octet < 0) {
        throw new EOFException("the connection ends after: " + line);
      }
      if (octet == '\n' || line.length() == LONGEST_LINE) {
        throw new Malformed("no end of the line: " + line);
      }
      line.append((char) octet);
    }
  }
}
