package dev.hearken.metrics;

import dev.hearken.http.Answer;
import dev.hearken.http.Call;
import dev.hearken.http.Refusal;
import dev.hearken.http.Route;
import dev.hearken.http.Routes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/// The figures on the wire, open to everybody unless they have a token of their own.
public final class MetricsRoutes implements Routes {
  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

  private final Metrics metrics;
  private final Optional<String> token;

  /// @param token what must be sent to see them
  public MetricsRoutes(Metrics metrics, Optional<String> token) {
    this.metrics = metrics;
    this.token = token;
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.get("/metrics", this::figures).withoutToken());
  }

  private Answer figures(Call call) {
    if (token.isPresent() && !isTheToken(call.token().orElse(""))) {
      throw new Refusal.Unauthenticated(
          "The figures have a token of their own: send it as 'Authorization: Bearer <token>'.");
    }
    return Answer.text(TEXT, metrics.text());
  }

  private boolean isTheToken(String sent) {
    return MessageDigest.isEqual(
        sent.getBytes(StandardCharsets.UTF_8),
        token.orElseThrow().getBytes(StandardCharsets.UTF_8));
  }
}
