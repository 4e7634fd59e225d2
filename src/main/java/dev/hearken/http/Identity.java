package dev.hearken.http;

import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.jspecify.annotations.Nullable;

/// Who sends one request. It is found out once, and counts against his rate then.
final class Identity {
  private final BearerAuth auth;
  private final RateLimit rateLimit;
  private final HttpFields headers;
  private @Nullable Caller caller;

  Identity(BearerAuth auth, RateLimit rateLimit, HttpFields headers) {
    this.auth = auth;
    this.rateLimit = rateLimit;
    this.headers = headers;
  }

  /// Null while it has not been found out.
  @Nullable Caller known() {
    return caller;
  }

  Caller caller() {
    return caller == null ? is(auth.caller(headers)) : caller;
  }

  <T> Optional<T> find(Finding<T> finding) {
    var found = auth.find(headers, finding);
    if (caller == null) {
      is(found.caller().orElseThrow());
    }
    return found.thing();
  }

  private Caller is(Caller found) {
    caller = found;
    rateLimit.count(found.id());
    return found;
  }
}
