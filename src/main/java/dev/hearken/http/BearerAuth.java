package dev.hearken.http;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/// Reads the token out of `Authorization: Bearer <token>` and asks whose it is.
final class BearerAuth {
  private static final Pattern BEARER = Pattern.compile("(?i)bearer +(\\S{1,512}) *");

  private final Function<String, Optional<Caller>> callers;

  BearerAuth(Function<String, Optional<Caller>> callers) {
    this.callers = callers;
  }

  Caller caller(HttpFields headers) {
    return known(callers.apply(sent(headers)));
  }

  <T> Finding.Found<T> find(HttpFields headers, Finding<T> finding) {
    var found = finding.by(sent(headers));
    known(found.caller());
    return found;
  }

  private static Caller known(Optional<Caller> caller) {
    return caller.orElseThrow(
        () -> new Refusal.Unauthenticated("The token is unknown, or it has been revoked."));
  }

  private static String sent(HttpFields headers) {
    return token(headers)
        .orElseThrow(() ->
            new Refusal.Unauthenticated(
                "There is no token: send the header 'Authorization: Bearer <token>'."));
  }

  /// The token that was sent.
  static Optional<String> token(HttpFields headers) {
    var header = headers.get(HttpHeader.AUTHORIZATION);
    var bearer = BEARER.matcher(header == null ? "" : header);
    return bearer.matches() ? Optional.of(bearer.group(1)) : Optional.empty();
  }
}
