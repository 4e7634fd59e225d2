package dev.hearken.http;

import java.util.Map;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.jspecify.annotations.Nullable;

/// One line a request: what was asked, by whom and from where, how it ended and how long it took.
/// Never a token, a query, a body or a value of one. Those who watch the traffic are told the same.
final class RequestLog {
  private static final Logger LOG = Logger.getLogger("hearken.request");

  private final TrustedProxies proxies;
  private final Traffic traffic;

  /// @param proxies whose word is taken on where a request comes from
  RequestLog(TrustedProxies proxies, Traffic traffic) {
    this.proxies = proxies;
    this.traffic = traffic;
  }

  void line(Request request, Response response, @Nullable Route route, @Nullable Caller caller) {
    var template = route == null ? "none" : route.template();
    traffic.served(
        new Traffic.Served(
            request.getMethod(),
            template,
            response.getStatus(),
            System.nanoTime() - request.getHeadersNanoTime(),
            Response.getContentBytesWritten(response)));
    if (!LOG.isLoggable(Level.INFO)) {
      return;
    }
    var client = proxies.client(request);
    var line = new LogRecord(Level.INFO, "request");
    line.setLoggerName(LOG.getName());
    line.setParameters(
        new Object[] {
          Map.entry("method", request.getMethod()),
          Map.entry("route", template),
          Map.entry("status", response.getStatus()),
          Map.entry("ms", Envelope.millis(request)),
          Map.entry("bytes", Response.getContentBytesWritten(response)),
          Map.entry("user", caller == null ? "none" : caller.username()),
          Map.entry("client", client.address()),
          Map.entry("scheme", client.scheme()),
          Map.entry("request_id", RequestId.of(request))
        });
    LOG.log(line);
  }
}
