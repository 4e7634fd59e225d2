package dev.hearken;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/// A connection on which a test says exactly the bytes it wants to, legal or not.
public final class RawConnection implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PATIENCE_MILLIS = 20_000;

  private final Socket socket;
  private final InputStream in;

  public RawConnection(URI address) {
    this(connected(address));
  }

  /// @param socket connected, perhaps through TLS
  public RawConnection(Socket socket) {
    this.socket = socket;
    try {
      socket.setSoTimeout(PATIENCE_MILLIS);
      in = new BufferedInputStream(socket.getInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Socket connected(URI address) {
    try {
      return new Socket(address.getHost(), address.getPort());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// One answer, unpacked; names of headers in lower case.
  public record Answer(int status, Map<String, String> headers, String body) {
    public JsonNode json() {
      try {
        return JSON.readTree(body);
      } catch (IOException e) {
        throw new UncheckedIOException(body, e);
      }
    }

    /// It is a refusal in the envelope.
    public void assertRefused(int expected) {
      assertThat(status).as(body).isEqualTo(expected);
      assertThat(headers).containsEntry("content-type", "application/json");
      assertThat(json().path("status").asText()).isEqualTo("error");
      assertThat(json().path("message").asText()).isNotBlank();
    }
  }

  public RawConnection send(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public RawConnection send(String text) {
    return send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /// Sends a request without a body and reads its answer.
  public Answer ask(String... lines) {
    return send(String.join("\r\n", lines) + "\r\n\r\n").answer();
  }

  public Answer answer() {
    return answer(true);
  }

  /// @param withBody false after a `HEAD`
  public Answer answer(boolean withBody) {
    try {
      var status = line();
      if (!status.startsWith("HTTP/1.1 ")) {
        throw new IOException("no answer but: " + status);
      }
      var headers = new TreeMap<String, String>();
      for (var line = line(); !line.isEmpty(); line = line()) {
        int colon = line.indexOf(':');
        headers.merge(
            line.substring(0, colon).toLowerCase(Locale.ROOT),
            line.substring(colon + 1).strip(),
            (one, more) -> one + ", " + more);
      }
      var body = withBody ? body(headers) : new byte[0];
      if ("gzip".equals(headers.get("content-encoding")) && withBody) {
        body = new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
      }
      return new Answer(
          Integer.parseInt(status.substring(9, 12)),
          headers,
          new String(body, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Has the server closed the connection, without another byte?
  public boolean isClosed() {
    try {
      return in.read() < 0;
    } catch (IOException e) {
      return true;
    }
  }

  /// Has the server closed the connection, whatever it said before?
  public boolean isClosedInTheEnd() {
    try {
      in.readAllBytes();
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  /// Says that no further byte will come.
  public RawConnection end() {
    try {
      socket.shutdownOutput();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Has something of an answer come?
  public boolean isAnswered() {
    try {
      return in.available() > 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Does the server say nothing for so long?
  public boolean isSilentFor(Duration time) {
    try {
      socket.setSoTimeout((int) time.toMillis());
      in.mark(1);
      in.read();
      in.reset();
      return false;
    } catch (SocketTimeoutException e) {
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      patient();
    }
  }

  private void patient() {
    try {
      socket.setSoTimeout(PATIENCE_MILLIS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] body(Map<String, String> headers) throws IOException {
    var length = headers.get("content-length");
    if (length != null) {
      return in.readNBytes(Integer.parseInt(length));
    }
    var body = new ByteArrayOutputStream();
    for (int size = chunk(); size > 0; size = chunk()) {
      body.write(in.readNBytes(size));
      line();
    }
    line();
    return body.toByteArray();
  }

  private int chunk() throws IOException {
    return Integer.parseInt(line().strip(), 16);
  }

  private String line() throws IOException {
    var line = new ByteArrayOutputStream();
    for (int octet = in.read(); octet != '\n'; octet = in.read()) {
      if (octet < 0) {
        throw new IOException("the connection was closed");
      }
      if (octet != '\r') {
        line.write(octet);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
