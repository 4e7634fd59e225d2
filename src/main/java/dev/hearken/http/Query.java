package dev.hearken.http;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The parameters behind the question mark. Names that a route does not know are ignored: clients
/// send some, such as `no_charge`, that mean nothing here.
public final class Query {
  private static final Pattern WHOLE = Pattern.compile("[1-9][0-9]{0,99}");

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
    var values = texts(name);
    if (values.size() > 1) {
      throw new Refusal.Invalid(
          "The query parameter %s is given %d times; give it once."
              .formatted(Shown.of(name), values.size()));
    }
    return values.stream().findFirst();
  }

  /// All values of a parameter that may be given several times.
  public List<String> texts(String name) {
    var values = parameters.getOrDefault(name, List.of());
    for (var value : values) {
      Json.unstorable(value)
          .ifPresent(what -> {
            throw new Refusal.Invalid(
                "The query parameter %s holds %s, which nothing here does: leave it out."
                    .formatted(Shown.of(name), what));
          });
    }
    return List.copyOf(values);
  }

  /// A point in time.
  public Optional<Instant> time(String name) {
    return text(name)
        .map(value ->
            Json.instant(value)
                .orElseThrow(() ->
                    new Refusal.Invalid(
                        "The query parameter %s is %s; it must be a time such as 2026-01-31T12:00:00.000000+00:00, encoded (':' as %%3A, '+' as %%2B)."
                            .formatted(Shown.of(name), Shown.of(value)))));
  }

  /// How many elements a page has: those asked for, `most` when more were.
  public int limit(String name, int standard, int most) {
    var value = text(name).orElse(String.valueOf(standard));
    if (!WHOLE.matcher(value).matches()) {
      throw new Refusal.Invalid(
          "The query parameter %s is %s; it must be a whole number from 1 on."
              .formatted(Shown.of(name), Shown.of(value)));
    }
    return value.length() > 9 ? most : Math.min(Integer.parseInt(value), most);
  }

  /// The value of a parameter that is `true` or `false`; false when it is not given.
  public boolean flag(String name) {
    return flag(name, false);
  }

  /// The value of a parameter that is `true` or `false`.
  ///
  /// @param standard what it is when it is not given
  public boolean flag(String name, boolean standard) {
    var value = text(name).orElse(String.valueOf(standard));
    if (!value.equals("true") && !value.equals("false")) {
      throw new Refusal.Invalid(
          "The query parameter %s is %s; it must be true or false."
              .formatted(Shown.of(name), Shown.of(value)));
    }
    return value.equals("true");
  }
}
