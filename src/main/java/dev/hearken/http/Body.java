package dev.hearken.http;

import java.io.Closeable;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/// The body of a request: JSON or a file, perhaps packed with gzip, of limited size before and
/// after unpacking.
final class Body implements Closeable {
  /// How many times its size a body takes as a tree (measured with the deepest and with the
  /// widest).
  private static final int TREE = 8;

  private final Request request;
  private final BodyKind kind;
  private final long limit;
  private final Limits limits;
  private final AtWork.Place place;
  private final LongConsumer arrived;
  private final Budget budget;
  private final boolean packed;
  private final Deque<Closeable> held = new ArrayDeque<>();

  /// @param route says what it may be, and the most bytes
  /// @param limits how slowly they may come
  /// @param place what is left while they are waited for
  /// @param arrived is told of bytes that have come
  /// @param budget what memory there is for it
  /// @throws Refusal.UnsupportedType for a type or an encoding that is not understood
  /// @throws Refusal.TooLarge when the length it announces is over the limit
  Body(
      Request request,
      Route route,
      Limits limits,
      AtWork.Place place,
      LongConsumer arrived,
      Budget budget) {
    this.budget = budget;
    this.arrived = arrived;
    this.request = request;
    this.kind = route.bodyKind();
    this.limit = route.bodyLimit();
    this.limits = limits;
    this.place = place;
    var headers = request.getHeaders();
    kind.refuseOthers(headers.get(HttpHeader.CONTENT_TYPE));
    var encoding = headers.get(HttpHeader.CONTENT_ENCODING);
    this.packed = encoding != null && !encoding.equalsIgnoreCase("identity");
    if (packed && !encoding.equalsIgnoreCase("gzip")) {
      throw new Refusal.UnsupportedType(
          "The body's Content-Encoding is %s; it must be gzip, or absent."
              .formatted(Shown.of(encoding)));
    }
    if (request.getLength() > limit) {
      throw new Refusal.TooLarge(limit);
    }
  }

  /// Reads the whole of it as one JSON object, which nothing stands for where nothing may be sent.
  Fields object() throws IOException {
    var spool = spool();
    held.push(spool);
    if (spool.size() == 0 && kind == BodyKind.NOTHING) {
      return Fields.none();
    }
    held.push(spool.work(TREE * spool.size())::close);
    return new Fields("", Json.read(spool.from(0)));
  }

  /// Keeps the whole of it, to be read more than once.
  Spool spool() throws IOException {
    return read(in -> Spool.of(in, packed ? -1 : request.getLength(), budget, place));
  }

  @Override
  public void close() throws IOException {
    while (!held.isEmpty()) {
      held.pop().close();
    }
  }

  private interface Reading<T> {
    T of(InputStream in) throws IOException;
  }

  private <T> T read(Reading<T> reading) throws IOException {
    try (var in = stream()) {
      return reading.of(in);
    } catch (ZipException | EOFException e) {
      throw new Refusal.Invalid("The body is no valid gzip, though its Content-Encoding says so.");
    }
  }

  private InputStream stream() throws IOException {
    var in = new Limited(new SlowBody(request, place, limits));
    return packed ? new Limited(new GZIPInputStream(in)) : in;
  }

  private final class Limited extends FilterInputStream {
    private long read;

    Limited(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int octet = super.read();
      count(octet < 0 ? 0 : 1);
      return octet;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count = super.read(bytes, offset, length);
      count(Math.max(count, 0));
      return count;
    }

    private void count(int bytes) {
      read += bytes;
      arrived.accept(bytes);
      if (read > limit) {
        throw new Refusal.TooLarge(limit);
      }
    }
  }
}
