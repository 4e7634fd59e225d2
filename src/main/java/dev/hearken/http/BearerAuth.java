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
    var token =
        token(headers)
            .orElseThrow(() ->
                new Refusal.Unauthenticated(
                    "There is no token: send the header 'Authorization: Bearer <token>'."));
    return callers
        .apply(token)
        .orElseThrow(
            () -> new Refusal.Unauthenticated("The token is unknown, or it has been revoked."));
  }

  /// The token that was sent.
  static Optional<String> token(HttpFields headers) {
    var header = headers.get(HttpHeader.AUTHORIZATION);
    var bearer = BEARER.matcher(header == null ? "" : header);
    return bearer.matches() ? Optional.of(bearer.group(1)) : Optional.empty();
  }
}
