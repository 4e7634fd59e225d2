package dev.hearken.http;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Sends a file while it is made. Whoever takes it more slowly than a body may come in is cut off:
/// all the while something is held for him.
final class StreamedFile extends OutputStream {
  /// How much is gathered before it is sent.
  private static final int BUFFER = 64 << 10;

  private final Request request;
  private final Response response;
  private final OutputStream out;
  private final Answer.Streamed file;
  private final Limits limits;
  private boolean begun;
  private long waitedNanos;
  private long taken;

  private StreamedFile(Request request, Response response, Answer.Streamed file, Limits limits) {
    this.request = request;
    this.response = response;
    this.out = Content.Sink.asOutputStream(response);
    this.file = file;
    this.limits = limits;
  }

  /// When it fails the answer is not ended, so that nobody takes a part of it for the whole.
  @SuppressWarnings("resource") // to be closed would be to be complete
  static void write(
      Request request, Response response, Callback callback, Answer.Streamed file, Limits limits)
      throws IOException {
    var stream = new StreamedFile(request, response, file, limits);
    if (!HttpMethod.HEAD.is(request.getMethod())) {
      var buffered = new BufferedOutputStream(stream, BUFFER);
      try {
        file.writing().to(buffered);
        buffered.flush();
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    }
    stream.begin();
    response.write(true, null, callback);
  }

  private void begin() {
    if (begun) {
      return;
    }
    begun = true;
    Envelope.headers(request, response, 200);
    var headers = response.getHeaders();
    headers.put(HttpHeader.CONTENT_TYPE, file.type());
    headers.put("Content-Security-Policy", Transfer.POLICY);
    headers.put("Content-Disposition", Transfer.disposition(file.name()));
  }

  @Override
  public void write(int octet) throws IOException {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    begin();
    for (int from = 0; from < length; from += BUFFER) {
      int count = Math.min(BUFFER, length - from);
      long begin = System.nanoTime();
      out.write(bytes, offset + from, count);
      waitedNanos += System.nanoTime() - begin;
      taken += count;
      judge();
    }
  }

  /// Was what he took in the time that is over enough? Then the next begins.
  private void judge() throws IOException {
    if (waitedNanos < limits.bodyPatience().toNanos()) {
      return;
    }
    if (taken < limits.leastOfBody()) {
      throw new CutOff(
          "its client takes less than %,d bytes a second".formatted(limits.bodyBytesPerSecond()));
    }
    waitedNanos = 0;
    taken = 0;
  }
}
