package dev.hearken.http;

import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Gives pages of named origins the leave that browsers ask for (CORS), and lets every request go
/// on to the front door, which knows nothing of it. Leave is for pages that hold a token: nothing
/// that a browser sends by itself, such as a cookie, is ever taken for one.
final class BrowserDoor extends Handler.Wrapper {
  private static final String REQUEST_HEADERS =
      "Authorization, Content-Type, Content-Encoding, X-Request-Id";
  private static final String ANSWER_HEADERS = "X-Request-Id, Server-Timing, Retry-After";

  /// How long a browser may remember the leave.
  private static final String SECONDS = "600";

  private final Origins origins;
  private final Router router;
  private final RequestLog log;

  BrowserDoor(Origins origins, Router router, RequestLog log, Handler next) {
    super(next);
    this.origins = origins;
    this.router = router;
    this.log = log;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    var headers = response.getHeaders();
    headers.add(HttpHeader.VARY, "Origin");
    var origin = request.getHeaders().get(HttpHeader.ORIGIN);
    if (origin == null || !origins.contains(origin)) {
      return super.handle(request, response, callback);
    }
    headers.put(HttpHeader.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    headers.put(HttpHeader.ACCESS_CONTROL_EXPOSE_HEADERS, ANSWER_HEADERS);
    var allowed = asksForLeave(request) ? allowed(request) : List.<String>of();
    if (allowed.isEmpty()) {
      return super.handle(request, response, callback);
    }
    headers.put(HttpHeader.ACCESS_CONTROL_ALLOW_METHODS, String.join(", ", allowed));
    headers.put(HttpHeader.ACCESS_CONTROL_ALLOW_HEADERS, REQUEST_HEADERS);
    headers.put(HttpHeader.ACCESS_CONTROL_MAX_AGE, SECONDS);
    Request.addCompletionListener(request, failure -> log.line(request, response, null, null));
    Envelope.write(request, response, callback, Answer.ok());
    return true;
  }

  private static boolean asksForLeave(Request request) {
    return request.getMethod().equals("OPTIONS")
        && request.getHeaders().contains(HttpHeader.ACCESS_CONTROL_REQUEST_METHOD);
  }

  /// What may be sent to this path; nothing when that is to be refused anyway.
  private List<String> allowed(Request request) {
    var path = request.getHttpURI().getPath();
    try {
      var _ = router.match(request.getMethod(), path == null ? "" : path);
      return List.of();
    } catch (Refusal.MethodNotAllowed e) {
      return e.allowed();
    } catch (Refusal e) {
      return List.of();
    }
  }
}
