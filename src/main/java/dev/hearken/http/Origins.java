package dev.hearken.http;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// The origins whose pages may send requests to the server from a browser. A browser asks for leave
/// for any page that does not come from the server itself; without leave it shows the page nothing.
public final class Origins {
  /// No page but the server's own.
  public static final Origins NONE = new Origins(Set.of());

  /// As browsers send it: in small letters, without a path, and without the port that the scheme
  /// has anyway.
  private static final Pattern ORIGIN =
      Pattern.compile(
          "(?!http://.*:80$|https://.*:443$)[a-z][a-z0-9+.-]*://([a-z0-9._-]+|\\[[0-9a-f:]+])(:[1-9]\\d{0,4})?");

  private final Set<String> origins;

  private Origins(Set<String> origins) {
    this.origins = Set.copyOf(origins);
  }

  /// Reads origins separated by commas; empty when one of them can never be what a browser sends.
  public static Optional<Origins> parse(String text) {
    var origins = new TreeSet<String>();
    for (var each : text.isEmpty() ? new String[0] : text.split(",", -1)) {
      if (!ORIGIN.matcher(each.strip()).matches()) {
        return Optional.empty();
      }
      origins.add(each.strip());
    }
    return Optional.of(new Origins(origins));
  }

  boolean isEmpty() {
    return origins.isEmpty();
  }

  boolean contains(String origin) {
    return origins.contains(origin);
  }
}
