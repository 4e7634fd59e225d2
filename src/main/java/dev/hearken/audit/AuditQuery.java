package dev.hearken.audit;

import dev.hearken.http.Fields;
import dev.hearken.http.Json;
import java.time.Instant;
import java.util.Optional;

/// Which events are asked for.
///
/// @param minimum the earliest time
/// @param maximum the latest time, it included
/// @param limit how many events a page has
/// @param continuation what the page before ended with
record AuditQuery(Instant minimum, Instant maximum, int limit, Optional<String> continuation) {
  private static final int PAGE = 128;
  private static final int LARGEST_PAGE = 256;

  static AuditQuery from(Fields body) {
    var filter = body.object("filter");
    var limit = body.limit("limit", PAGE, LARGEST_PAGE);
    var continuation = body.continuation("continuation");
    body.end();
    var timestamp = filter.object("timestamp");
    filter.end();
    var minimum = timestamp.time("minimum").orElse(Json.FIRST_TIME);
    var maximum = timestamp.time("maximum").orElse(Json.LAST_TIME);
    timestamp.end();
    return new AuditQuery(minimum, maximum, limit, continuation);
  }
}
