package dev.hearken.http;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.jspecify.annotations.Nullable;

/// A connection on which line and headers of a request must arrive within a time. The server itself
/// knows only how long nothing may move, which a byte now and then gets around for ever.
///
/// The time begins with the first byte of a request, and who lets it go by is answered with 408.
/// While a head is under way the connection may be idle only for what is left of the time. So
/// nothing has to watch, and a head that comes in one piece, as nearly all do, costs a look at the
/// clock.
final class GuardedConnection extends HttpConnection {
  private final Duration most;
  private @Nullable RequestHandler handler;

  private GuardedConnection(
      HttpConfiguration configuration, Connector connector, EndPoint endPoint, Duration most) {
    // The constructor above this one asks for the parser.
    this.most = most;
    super(configuration, connector, endPoint);
  }

  /// Makes such connections.
  static final class Factory extends HttpConnectionFactory {
    private final Duration most;

    /// @param most the time that a head may take
    Factory(HttpConfiguration configuration, Duration most) {
      super(configuration);
      this.most = most;
    }

    @Override
    public Connection newConnection(Connector connector, EndPoint endPoint) {
      var connection = new GuardedConnection(getHttpConfiguration(), connector, endPoint, most);
      connection.setTransferEncodingChunkMaxLength(getTransferEncodingChunkMaxLength());
      return configure(connection, connector, endPoint);
    }
  }

  @Override
  protected RequestHandler newRequestHandler() {
    var made = super.newRequestHandler();
    handler = made;
    return made;
  }

  @Override
  protected HttpParser newHttpParser(HttpCompliance compliance) {
    var parser = new Parser(Objects.requireNonNull(handler), compliance);
    parser.setHeaderCacheSize(getHttpConfiguration().getHeaderCacheSize());
    parser.setHeaderCacheCaseSensitive(getHttpConfiguration().isHeaderCacheCaseSensitive());
    return parser;
  }

  @Override
  public void onFillInterestedFailed(Throwable cause) {
    if (cause instanceof TimeoutException && ((Parser) getParser()).isHurried()) {
      // The parser, asked once more, finds out whether the time is over, and tells the client.
      getExecutor().execute(this);
    } else {
      super.onFillInterestedFailed(cause);
    }
  }

  @Override
  public void fillInterested() {
    // What comes after a head that was refused would close the connection before the answer is out.
    if (!((Parser) getParser()).refused) {
      super.fillInterested();
    }
  }

  private final class Parser extends HttpParser {
    private boolean begun;
    private boolean refused;
    private long beginNanos;
    private volatile long idleMillis = -1;

    Parser(HttpParser.RequestHandler handler, HttpCompliance compliance) {
      super(handler, getHttpConfiguration().getRequestHeaderSize(), compliance);
    }

    /// May the connection be idle only for what is left of the time?
    boolean isHurried() {
      return idleMillis > getEndPoint().getIdleTimeout();
    }

    private long leftNanos() {
      return most.toNanos() - (System.nanoTime() - beginNanos);
    }

    @Override
    public boolean parseNext(ByteBuffer buffer) {
      if (!begun && isStart() && buffer.hasRemaining()) {
        beginNanos = System.nanoTime();
        begun = true;
      }
      boolean handle = super.parseNext(buffer);
      if (!begun) {
        return handle;
      }
      if (!inHeaderState()) {
        end();
        return handle;
      }
      long left = leftNanos();
      if (left > 0) {
        shortenIdle(Math.ceilDiv(left, 1_000_000L));
        return handle;
      }
      end();
      refused = true;
      buffer.position(buffer.limit());
      badMessage(
          new HttpException.RuntimeException(
              HttpStatus.REQUEST_TIMEOUT_408,
              "Line and headers of the request were not complete after %d seconds"
                  .formatted(most.toSeconds())));
      return false;
    }

    private void shortenIdle(long millis) {
      if (idleMillis < 0) {
        idleMillis = getEndPoint().getIdleTimeout();
      }
      getEndPoint().setIdleTimeout(Math.min(millis, idleMillis));
    }

    private void end() {
      begun = false;
      if (idleMillis >= 0) {
        getEndPoint().setIdleTimeout(idleMillis);
        idleMillis = -1;
      }
    }
  }
}
