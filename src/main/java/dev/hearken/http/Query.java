package dev.hearken.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The parameters behind the question mark. Names that a route does not know are ignored: clients
/// send some, such as `no_charge`, that mean nothing here.
public final class Query {
  private final Map<String, List<String>> parameters = new HashMap<>();

  Query(@Nullable String query) {
    if (query == null) {
      return;
    }
    for (var pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      var name = Segments.decoded(equals < 0 ? pair : pair.substring(0, equals), true);
      var value = equals < 0 ? "" : Segments.decoded(pair.substring(equals + 1), true);
      parameters.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
    }
  }

  /// The value of a parameter that may be given once.
  public Optional<String> text(String name) {
    var values = parameters.getOrDefault(name, List.of());
    if (values.size() > 1) {
      throw new Refusal.Invalid(
          "The query parameter %s is given %d times; give it once."
              .formatted(Shown.of(name), values.size()));
    }
    return values.stream().findFirst();
  }

  /// The value of a parameter that is `true` or `false`; false when it is not given.
  public boolean flag(String name) {
    var value = text(name).orElse("false");
    if (!value.equals("true") && !value.equals("false")) {
      throw new Refusal.Invalid(
          "The query parameter %s is %s; it must be true or false."
              .formatted(Shown.of(name), Shown.of(value)));
    }
    return value.equals("true");
  }
}
