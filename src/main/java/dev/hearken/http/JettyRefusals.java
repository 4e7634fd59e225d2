package dev.hearken.http;

import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/// What the HTTP server refuses before the front door sees it (a malformed line, contradictory
/// lengths, headers without end), in the same envelope as everything else.
final class JettyRefusals implements Request.Handler {
  /// Said where the HTTP server has no word on what is wrong.
  private static final String MALFORMED =
      "The request is malformed: look at its first line and its headers, and in its path for a percent sign"
          + " that two hexadecimal digits do not follow, for %00 and for bytes that are no UTF-8";

  private final RequestLog log;

  JettyRefusals(RequestLog log) {
    this.log = log;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status = response.getStatus();
    var message = HttpStatus.getMessage(status);
    var thrown = request.getAttribute(ErrorHandler.ERROR_EXCEPTION);
    if (thrown instanceof TimeoutException) {
      status = HttpStatus.REQUEST_TIMEOUT_408;
      message = "The request did not arrive in time";
    } else if (thrown instanceof HttpException refused && refused.getReason() != null) {
      message = refused.getReason();
    } else if (thrown == null
        && request.getAttribute(ErrorHandler.ERROR_MESSAGE) instanceof String sentence) {
      message = sentence;
    }
    if (message.equals(HttpStatus.Code.BAD_REQUEST.getMessage())) {
      message = MALFORMED;
    }
    Envelope.error(request, response, callback, status < 400 ? 500 : status, message + ".");
    log.line(request, response, null, null);
    return true;
  }
}
