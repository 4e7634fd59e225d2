package dev.hearken.http;

import dev.hearken.database.Id;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Request;

/// What a request is called in the log and in its answer: the name its client gave it in
/// `X-Request-Id`, if that is fit to stand in a log, else one of ours.
final class RequestId {
  private static final Pattern FIT = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final String ATTRIBUTE = RequestId.class.getName();

  private RequestId() {}

  static String of(Request request) {
    if (request.getAttribute(ATTRIBUTE) instanceof String id) {
      return id;
    }
    var sent = request.getHeaders().get("X-Request-Id");
    var id = sent != null && FIT.matcher(sent).matches() ? sent : Id.random().toString();
    request.setAttribute(ATTRIBUTE, id);
    return id;
  }
}
