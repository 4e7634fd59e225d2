package dev.hearken.http;

import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One request, as an endpoint sees it.
public final class Call {
  private final Router.Match match;
  private final @Nullable String query;
  private final @Nullable Caller caller;
  private final Supplier<Fields> body;

  Call(Router.Match match, @Nullable String query, @Nullable Caller caller, Supplier<Fields> body) {
    this.match = match;
    this.query = query;
    this.caller = caller;
    this.body = body;
  }

  /// The value of a variable of the route's template, decoded.
  public String path(String variable) {
    return Objects.requireNonNull(match.variables().get(variable), variable);
  }

  /// The way from this path back to the root of the server, as a relative link: it holds under
  /// whatever prefix the caller reached it.
  public String root() {
    return match.root();
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
