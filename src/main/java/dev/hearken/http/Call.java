package dev.hearken.http;

import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One request, as an endpoint sees it.
public final class Call {
  private final Map<String, String> variables;
  private final @Nullable String query;
  private final @Nullable Caller caller;
  private final Supplier<Fields> body;

  Call(
      Map<String, String> variables,
      @Nullable String query,
      @Nullable Caller caller,
      Supplier<Fields> body) {
    this.variables = variables;
    this.query = query;
    this.caller = caller;
    this.body = body;
  }

  /// The value of a variable of the route's template, decoded.
  public String path(String variable) {
    return Objects.requireNonNull(variables.get(variable), variable);
  }

  /// The parameters behind the question mark.
  public Query query() {
    return new Query(query);
  }

  /// Who calls; every route that is not open has a caller.
  public Caller caller() {
    return Objects.requireNonNull(caller);
  }

  /// Reads the body, which must be one JSON object. It can be read once.
  public Fields body() {
    return body.get();
  }
}
