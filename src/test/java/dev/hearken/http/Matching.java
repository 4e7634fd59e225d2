package dev.hearken.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Tells tests in other rooms which route the server takes for a path.
public final class Matching {
  private final Router router;

  public Matching(List<Route> routes, String basePath) {
    router = new Router(routes, basePath);
  }

  /// A route and the values of its variables.
  public record Found(Route route, Map<String, String> variables) {}

  /// @return empty when the path or its method is refused
  public Optional<Found> of(String method, String path) {
    try {
      var match = router.match(method, path);
      return Optional.of(new Found(match.route(), match.variables()));
    } catch (Refusal refusal) {
      return Optional.empty();
    }
  }
}
