package dev.hearken.email;

import dev.hearken.http.Fields;
import java.time.Instant;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/// Which mails of a bucket are asked for.
///
/// @param from not those before it
/// @param to only those before it
/// @param mailbox only those of it, in capitals or not
record EmailFilter(@Nullable Instant from, @Nullable Instant to, @Nullable String mailbox) {
  static final EmailFilter ALL = new EmailFilter(null, null, null);

  static EmailFilter from(Fields body) {
    return new EmailFilter(
        body.time("from_timestamp").orElse(null),
        body.time("to_timestamp").orElse(null),
        body.textOrNull("mailbox_name", NewEmail.LONGEST_MAILBOX).value());
  }

  /// Tells a statement what it asks.
  Query bind(Query query) {
    return query.bind("from", from).bind("to", to).bind("mailbox", mailbox);
  }
}
