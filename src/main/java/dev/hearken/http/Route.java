package dev.hearken.http;

import org.jspecify.annotations.Nullable;

/// One method on one path template, and what answers it.
///
/// In a template a segment is a word, a variable `{name}`, or `id:{name}`, which takes only what
/// follows `id:`. A word is preferred to `id:`, and that to a variable. Variables arrive decoded,
/// once.
///
/// @param method the HTTP method; `GET` also serves `HEAD`
/// @param template the path, as it stands in the documentation and in the log
/// @param open whether it needs no token
/// @param asksWhoCalls whether the endpoint itself finds out who calls, by [Call#find]
/// @param bodyLimit the largest body in bytes, before and after unpacking; 0 when the route reads
///   none
/// @param bodyKind what the body may be
/// @param endpoint what answers
public record Route(
    String method,
    String template,
    boolean open,
    boolean asksWhoCalls,
    long bodyLimit,
    BodyKind bodyKind,
    Endpoint endpoint) {
  /// The largest body of a route that reads the settings of one thing. The largest sensible one, a
  /// source with 4,096 sensitive properties, fits in; a body is held as a tree many times its size,
  /// so it must not be much larger.
  public static final long SETTINGS = 1L << 20;

  /// Answers a call, or throws a [Refusal].
  @FunctionalInterface
  public interface Endpoint {
    Answer answer(Call call);
  }

  public static Route get(String template, Endpoint endpoint) {
    return new Route("GET", template, false, false, 0, BodyKind.JSON, endpoint);
  }

  public static Route put(String template, Endpoint endpoint) {
    return new Route("PUT", template, false, false, SETTINGS, BodyKind.JSON, endpoint);
  }

  public static Route post(String template, Endpoint endpoint) {
    return new Route("POST", template, false, false, SETTINGS, BodyKind.JSON, endpoint);
  }

  public static Route delete(String template, Endpoint endpoint) {
    return new Route("DELETE", template, false, false, 0, BodyKind.JSON, endpoint);
  }

  /// The same route, whose body may have so many bytes.
  public Route taking(long mostBytes) {
    return new Route(method, template, open, asksWhoCalls, mostBytes, bodyKind, endpoint);
  }

  /// The same route, whose body is a file of so many bytes at most.
  public Route takingFile(long mostBytes) {
    return new Route(method, template, open, asksWhoCalls, mostBytes, BodyKind.FILE, endpoint);
  }

  /// The same route, whose body has no fields and may be left out.
  public Route takingNothing() {
    return new Route(method, template, open, asksWhoCalls, bodyLimit, BodyKind.NOTHING, endpoint);
  }

  /// The same route, whose endpoint finds out who calls by [Call#find]: the database is asked once
  /// instead of twice.
  public Route askingWhoCalls() {
    return new Route(method, template, open, true, bodyLimit, bodyKind, endpoint);
  }

  /// The same route, which needs no token.
  public Route withoutToken() {
    return new Route(method, template, true, asksWhoCalls, bodyLimit, bodyKind, endpoint);
  }

  @Override
  public String toString() {
    return method + " " + template;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Route route && toString().equals(route.toString());
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }
}
