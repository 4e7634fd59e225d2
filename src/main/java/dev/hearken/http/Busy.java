package dev.hearken.http;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Knows on which connections a request is at work: when the server stops, those are waited for and
/// the others are not.
final class Busy extends Handler.Wrapper {
  private final Set<EndPoint> busy = ConcurrentHashMap.newKeySet();

  Busy(Handler handler) {
    super(handler);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    var connection = request.getConnectionMetaData().getConnection().getEndPoint();
    busy.add(connection);
    Request.addCompletionListener(request, _ -> busy.remove(connection));
    return super.handle(request, response, callback);
  }

  boolean on(EndPoint connection) {
    return busy.contains(connection);
  }
}
