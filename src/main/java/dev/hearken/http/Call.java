package dev.hearken.http;

import java.io.InputStream;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/// One request, as an endpoint sees it.
public final class Call {
  private final Router.Match match;
  private final Request request;
  private final Identity identity;
  private final Supplier<Fields> body;
  private final Supplier<Spool> upload;
  private final Function<InputStream, Spool> gathering;
  private final Function<InputStream, Spool> taking;

  Call(
      Router.Match match,
      Request request,
      Identity identity,
      Supplier<Fields> body,
      Supplier<Spool> upload,
      Function<InputStream, Spool> gathering,
      Function<InputStream, Spool> taking) {
    this.match = match;
    this.request = request;
    this.identity = identity;
    this.body = body;
    this.upload = upload;
    this.gathering = gathering;
    this.taking = taking;
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
    return new Query(request.getHttpURI().getQuery());
  }

  /// Who calls; every route that is not open has a caller.
  public Caller caller() {
    return identity.caller();
  }

  /// Looks for something in the same exchange with the database in which it is found out who calls;
  /// for routes that are [Route#asksWhoCalls()].
  public <T> Optional<T> find(Finding<T> finding) {
    return identity.find(finding);
  }

  /// The token that was sent, for open routes that have one of their own.
  public Optional<String> token() {
    return BearerAuth.token(request.getHeaders());
  }

  /// Reads the body, which must be one JSON object. It can be read once.
  public Fields body() {
    return body.get();
  }

  /// The type that the body is said to have.
  public Optional<String> bodyType() {
    return Optional.ofNullable(request.getHeaders().get(HttpHeader.CONTENT_TYPE));
  }

  /// Receives the body as it is, for what is too large to be held as a tree. It can be received
  /// once, and must be closed.
  public Spool upload() {
    return upload.get();
  }

  /// Takes in all that an answer consists of before it is sent, in memory or in a file: so whoever
  /// takes it slowly holds nothing that others need, and what goes wrong can still be told. It is
  /// closed at the end of the request.
  public Spool gather(InputStream pieces) {
    return gathering.apply(pieces);
  }

  /// Takes in a part of the body that is to be read more than once. It must be closed.
  public Spool take(InputStream part) {
    return taking.apply(part);
  }
}
