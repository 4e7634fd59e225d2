package dev.hearken.http;

import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.eclipse.jetty.compression.gzip.GzipCompression;
import org.eclipse.jetty.compression.server.CompressionConfig;
import org.eclipse.jetty.compression.server.CompressionHandler;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// The HTTP server: Jetty's core, each request in a virtual thread of its own, with every limit set
/// on purpose.
public final class Server implements AutoCloseable {
  /// Request line and headers together: clients delete hundreds of ids, each up to 1,024
  /// characters, in one line.
  private static final int REQUEST_HEAD = 2 << 20;

  /// So much of a body is taken from the network at once.
  private static final int RECEIVE_BUFFER = 32 << 10;

  /// A page of comments goes into it at once, and its request is over.
  private static final int SEND_BUFFER = 1 << 20;

  /// Memory for answers is kept up to this size, and an eighth as much as the heap may have in all:
  /// a page of comments has place in it.
  static final int LARGEST_KEPT = 2 << 20;

  private static final int SMALLEST_KEPT = 1 << 10;

  /// How long requests may go on once the server stops.
  private static final long STOP_MILLIS = 10_000;

  private static final long LAST_WORD_MILLIS = 1_000;

  private static final long LOOK_MILLIS = 10;

  private static final Logger LOG = Logger.getLogger(Server.class.getName());

  /// Smaller answers are not worth packing.
  private static final int LEAST_PACKED = 1_024;

  /// What a client sends wrongly stands in the line of his request. The library would say it once
  /// more, as a warning, for as many requests as anybody cares to send.
  private static final List<Logger> TALKATIVE =
      Stream.of("org.eclipse.jetty.http.HttpParser", "org.eclipse.jetty.util.HostPort")
          .map(Logger::getLogger)
          .toList();

  private final org.eclipse.jetty.server.Server jetty;
  private final ServerConnector connector;
  private final Router router;
  private final Traffic traffic;
  private final Busy busy;

  private Server(
      org.eclipse.jetty.server.Server jetty,
      ServerConnector connector,
      Router router,
      Traffic traffic,
      Busy busy) {
    this.traffic = traffic;
    this.busy = busy;
    this.jetty = jetty;
    this.connector = connector;
    this.router = router;
  }

  /// Starts to listen.
  ///
  /// @param listener where, and for whom
  /// @param features what is offered
  /// @param callers whose token this is; empty when unknown or revoked
  /// @throws BindException when the port cannot be had
  /// @throws dev.hearken.tls.Unusable when there is no certificate where there should be one
  public static Server start(
      Listener listener, List<Routes> features, Function<String, Optional<Caller>> callers)
      throws IOException {
    var limits = listener.limits();
    TALKATIVE.forEach(logger -> logger.setLevel(Level.SEVERE));
    var threads = new QueuedThreadPool(16, 4);
    threads.setName("http");
    threads.setReservedThreads(0);
    threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
    var memory = new ArrayByteBufferPool.Quadratic(SMALLEST_KEPT, LARGEST_KEPT, Integer.MAX_VALUE);
    var jetty = new org.eclipse.jetty.server.Server(threads, null, memory);
    var http = new GuardedConnection.Factory(configuration(), limits.head());
    http.setInputBufferSize(RECEIVE_BUFFER);
    var tls = listener.tls().map(Tls::new);
    var connector =
        new ServerConnector(
            jetty,
            1,
            1,
            tls.map(each -> connections(each, http)).orElse(new ConnectionFactory[] {http}));
    tls.ifPresent(jetty::addBean);
    connector.setHost(listener.host());
    connector.setPort(listener.port());
    connector.setAcceptedSendBufferSize(SEND_BUFFER);
    connector.setIdleTimeout(limits.idle().toMillis());
    // Else a body that pauses for a second would be refused when the server stops; one that pauses
    // for almost all of the time is, while there is time to say so.
    connector.setShutdownIdleTimeout(STOP_MILLIS - LAST_WORD_MILLIS);
    jetty.addConnector(connector);
    jetty.addBean(new NetworkConnectionLimit(limits.connections(), connector));
    var routes = features.stream().flatMap(feature -> feature.routes().stream()).toList();
    var router = new Router(routes, listener.basePath());
    var traffic = new Traffic();
    var log = new RequestLog(listener.proxies(), traffic);
    var door = new FrontDoor(router, new BearerAuth(callers), limits, traffic, log);
    var busy =
        new Busy(
            new GracefulHandler(
                compressed(
                    listener.origins().isEmpty()
                        ? door
                        : new BrowserDoor(listener.origins(), router, log, door))));
    jetty.setHandler(busy);
    jetty.setErrorHandler(new JettyRefusals(log));
    jetty.setStopTimeout(STOP_MILLIS);
    var server = new Server(jetty, connector, router, traffic, busy);
    try {
      jetty.start();
    } catch (Exception e) {
      server.close();
      throw e.getCause() instanceof BindException taken
          ? taken
          : e instanceof IOException io ? io : new IOException(e);
    }
    return server;
  }

  private static ConnectionFactory[] connections(Tls tls, ConnectionFactory http) {
    return new ConnectionFactory[] {tls.connections(http.getProtocol()), http};
  }

  private static HttpConfiguration configuration() {
    var configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    configuration.setRequestHeaderSize(REQUEST_HEAD);
    configuration.setHttpCompliance(HttpCompliance.RFC9110);
    configuration.setUriCompliance(
        UriCompliance.from(
            EnumSet.of(
                // A backslash, encoded, may be part of a comment's id.
                UriCompliance.Violation.SUSPICIOUS_PATH_CHARACTERS,
                // Others, as angle brackets and letters beyond ASCII, come as they are.
                UriCompliance.Violation.ILLEGAL_PATH_CHARACTERS,
                UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR,
                UriCompliance.Violation.AMBIGUOUS_EMPTY_SEGMENT,
                UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING)));
    return configuration;
  }

  private static Handler compressed(Handler handler) {
    var gzip = new GzipCompression();
    gzip.setMinCompressSize(LEAST_PACKED);
    var compression = new CompressionHandler(handler);
    compression.putCompression(gzip);
    // Bodies of requests are unpacked where their size is counted.
    compression.putConfiguration(
        "/*",
        CompressionConfig.builder()
            .defaults()
            .compressIncludeMethod("HEAD")
            .compressIncludeMethod("PUT")
            .compressIncludeMethod("DELETE")
            .decompressExcludePath("/*")
            .build());
    return compression;
  }

  /// Where it listens.
  public URI address() {
    var host = connector.getHost();
    return URI.create(
        "%s://%s:%d"
            .formatted(
                connector.getConnectionFactory(SslConnectionFactory.class) == null
                    ? "http"
                    : "https",
                host.contains(":") ? "[" + host + "]" : host,
                connector.getLocalPort()));
  }

  /// All that is offered.
  public List<Route> routes() {
    return router.routes();
  }

  /// How many clients are connected.
  public int connections() {
    return connector.getConnectedEndPoints().size();
  }

  /// What goes through it.
  public Traffic traffic() {
    return traffic;
  }

  /// Takes no more requests, lets those at work finish for up to ten seconds, and ends.
  @Override
  public void close() {
    var dismissal = Thread.ofVirtual().start(this::dismissIdle);
    try {
      jetty.stop();
    } catch (TimeoutException | ExecutionException e) {
      LOG.info(() -> "Requests that were still at work after the time to stop were cut off");
    } catch (Exception e) {
      throw new IllegalStateException("The HTTP server did not stop cleanly", e);
    } finally {
      dismissal.interrupt();
    }
  }

  /// Connections without a request would be waited for as long as those that have one.
  private void dismissIdle() {
    try {
      while (true) {
        Thread.sleep(LOOK_MILLIS);
        if (connector.isShutdown()) {
          connector.getConnectedEndPoints().stream()
              .filter(connection -> !busy.on(connection))
              .forEach(EndPoint::close);
        }
      }
    } catch (InterruptedException e) {
      // The server has stopped.
    }
  }
}
