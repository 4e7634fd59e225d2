package dev.hearken.http;

import dev.hearken.database.DatabaseUnavailable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Blocker;
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
  private final Limits limits;
  private final AtWork atWork;
  private final RateLimit rateLimit;
  private final Traffic traffic;
  private final RequestLog log;
  private final Budget budget = new Budget(Runtime.getRuntime().maxMemory());

  FrontDoor(Router router, BearerAuth auth, Limits limits, Traffic traffic, RequestLog log) {
    this.traffic = traffic;
    this.log = log;
    this.router = router;
    this.auth = auth;
    this.limits = limits;
    this.atWork = new AtWork(limits.requests());
    this.rateLimit = new RateLimit(limits.requestsPerSecond(), System::nanoTime);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    var visit = new Visit(new Identity(auth, rateLimit, request.getHeaders()));
    traffic.begun();
    Request.addCompletionListener(
        request,
        failure -> {
          visit.close();
          traffic.ended(visit.bytes);
          log.line(request, response, visit.route, visit.identity.known());
        });
    Answering answering;
    boolean hears = true;
    try {
      var answer = answer(request, visit);
      answering = sent -> Envelope.write(request, response, sent, answer, budget, limits);
    } catch (Throwable thrown) {
      hears = !(thrown instanceof Refusal.TimedOut);
      answering = sent -> refuse(request, response, sent, thrown);
    }
    try {
      answer(request, response, callback, answering, hears);
    } catch (Throwable thrown) {
      refuse(request, response, callback, thrown);
    }
    return true;
  }

  /// Sends an answer and tells when that is done.
  @FunctionalInterface
  private interface Answering {
    void to(Callback sent) throws IOException;
  }

  /// @param hears whether what is left of the body may still be waited for
  private static void answer(
      Request request, Response response, Callback callback, Answering answering, boolean hears)
      throws IOException, InterruptedException {
    if (Remainder.isSkipped(request)) {
      answering.to(callback);
      return;
    }
    response.getHeaders().put(HttpHeader.CONNECTION, "close");
    try (var sent = Blocker.callback()) {
      answering.to(sent);
      sent.block();
    }
    if (hears && !request.getHeaders().contains(HttpHeader.EXPECT)) {
      Remainder.hear(request);
    }
    callback.succeeded();
  }

  /// What is known of a request so far, for its line in the log, and what it holds until its end.
  private static final class Visit {
    final Identity identity;
    final List<Spool> gathered = new ArrayList<>();
    long bytes;
    @Nullable Route route;

    Visit(Identity identity) {
      this.identity = identity;
    }

    void close() {
      for (var spool : gathered) {
        try {
          spool.close();
        } catch (IOException e) {
          LOG.log(Level.WARNING, e, () -> "The file of an answer cannot be closed");
        }
      }
    }
  }

  private Answer answer(Request request, Visit visit) {
    var uri = request.getHttpURI();
    refuseLongHeaders(request.getHeaders());
    var match = router.match(request.getMethod(), uri.getPath() == null ? "" : uri.getPath());
    var route = match.route();
    visit.route = route;
    // What needs no token tells how the server is, however busy it is.
    try (var place = route.open() ? atWork.outside() : atWork.enter()) {
      // Whoever asks too often has nothing looked up for him.
      if (!route.open() && (!route.asksWhoCalls() || rateLimit.holds())) {
        visit.identity.caller();
      }
      try (var body = route.bodyLimit() == 0 ? null : body(request, route, place, visit)) {
        return answer(
            new Call(
                match,
                request,
                visit.identity,
                () -> read(body, Body::object),
                () -> read(body, Body::spool),
                pieces -> gathered(pieces, place, visit),
                part -> taken(part, place)),
            route);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Who has no token is told so, whatever else the endpoint may have found wrong.
  private static Answer answer(Call call, Route route) {
    if (!route.asksWhoCalls()) {
      return route.endpoint().answer(call);
    }
    try {
      var answer = route.endpoint().answer(call);
      call.caller();
      return answer;
    } catch (Refusal refusal) {
      call.caller();
      throw refusal;
    }
  }

  private Spool gathered(InputStream pieces, AtWork.Place place, Visit visit) {
    var spool = taken(pieces, place);
    visit.gathered.add(spool);
    return spool;
  }

  private Spool taken(InputStream pieces, AtWork.Place place) {
    try {
      return Spool.of(pieces, -1, budget, place);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Body body(Request request, Route route, AtWork.Place place, Visit visit) {
    return new Body(
        request,
        route,
        limits,
        place,
        bytes -> {
          visit.bytes += bytes;
          traffic.arrived(bytes);
        },
        budget);
  }

  private interface Reading<T> {
    T of(Body body) throws IOException;
  }

  private static <T> T read(@Nullable Body body, Reading<T> reading) {
    if (body == null) {
      throw new IllegalStateException("This route takes no body.");
    }
    try {
      return reading.of(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
    boolean clientGone = isGone(thrown);
    if (thrown instanceof CutOff
        || (thrown instanceof DatabaseUnavailable && response.isCommitted())) {
      LOG.log(
          Level.WARNING,
          () ->
              "The answer to request %s was cut off: %s"
                  .formatted(RequestId.of(request), thrown.getMessage()));
    } else if (!(thrown instanceof Refusal
        || thrown instanceof DatabaseUnavailable
        || clientGone)) {
      LOG.log(Level.SEVERE, thrown, () -> "Unexpected error in request " + RequestId.of(request));
    }
    if (clientGone || response.isCommitted()) {
      callback.failed(thrown);
    } else {
      Envelope.refuse(request, response, callback, thrown);
    }
  }

  /// There is nobody left to answer.
  private static boolean isGone(Throwable thrown) {
    return thrown instanceof EofException
        || (thrown instanceof IOException && thrown.getCause() instanceof EofException);
  }
}
