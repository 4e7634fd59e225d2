package dev.hearken.http;

import dev.hearken.database.DatabaseUnavailable;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// Every request comes through here, and is refused in one order: unknown route, method, token,
/// size and type of the body. The rest is up to the endpoint.
final class FrontDoor extends Handler.Abstract {
  private static final Logger LOG = Logger.getLogger(FrontDoor.class.getName());

  /// The largest headers in characters, without the request line, which may be far longer.
  private static final int HEADERS = 64 << 10;

  private final Router router;
  private final BearerAuth auth;
  private final RequestLog log;

  FrontDoor(Router router, BearerAuth auth, RequestLog log) {
    this.router = router;
    this.auth = auth;
    this.log = log;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    var visit = new Visit();
    Request.addCompletionListener(
        request, failure -> log.line(request, response, visit.route, visit.caller));
    try {
      Envelope.write(request, response, callback, answer(request, visit));
    } catch (Throwable thrown) {
      refuse(request, response, callback, thrown);
    }
    return true;
  }

  /// What is known of a request so far, for its line in the log.
  private static final class Visit {
    @Nullable Route route;
    @Nullable Caller caller;
  }

  private Answer answer(Request request, Visit visit) {
    var uri = request.getHttpURI();
    refuseLongHeaders(request.getHeaders());
    var match = router.match(request.getMethod(), uri.getPath() == null ? "" : uri.getPath());
    var route = match.route();
    visit.route = route;
    if (!route.open()) {
      visit.caller = auth.caller(request.getHeaders());
    }
    var body = route.bodyLimit() == 0 ? null : new Body(request, route.bodyLimit());
    return route.endpoint().answer(new Call(match, uri.getQuery(), visit.caller, () -> read(body)));
  }

  private static Fields read(@Nullable Body body) {
    if (body == null) {
      throw new IllegalStateException("This route takes no body.");
    }
    try {
      return body.object();
    } catch (IOException e) {
      throw new BrokenRequest(e);
    }
  }

  /// The client went away in the middle of its body: there is nobody left to answer.
  private static final class BrokenRequest extends RuntimeException {
    BrokenRequest(IOException cause) {
      super(cause);
    }
  }

  private static void refuseLongHeaders(HttpFields headers) {
    int length = 0;
    for (HttpField field : headers) {
      length +=
          field.getName().length() + (field.getValue() == null ? 0 : field.getValue().length());
    }
    if (length > HEADERS) {
      throw new Refusal.HeadersTooLarge(HEADERS);
    }
  }

  private static void refuse(
      Request request, Response response, Callback callback, Throwable thrown) {
    boolean clientGone = thrown instanceof BrokenRequest || thrown instanceof EofException;
    if (!(thrown instanceof Refusal || thrown instanceof DatabaseUnavailable || clientGone)) {
      LOG.log(Level.SEVERE, thrown, () -> "Unexpected error in request " + RequestId.of(request));
    }
    if (clientGone || response.isCommitted()) {
      callback.failed(thrown);
    } else {
      Envelope.refuse(request, response, callback, thrown);
    }
  }
}
