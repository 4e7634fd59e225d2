package dev.hearken.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearken.database.Id;
import dev.hearken.http.Json;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// One line of the log, as it is kept.
///
/// @param type `<thing>.<verb>`, such as `source.create`
/// @param about the things concerned: an array of objects with `kind`, `id` and `name`
/// @param before what the thing was, null where it is of no interest or was not there
/// @param after what it became
record AuditEvent(
    Instant at,
    long id,
    String type,
    Id actorId,
    Id tenantId,
    String about,
    @Nullable String before,
    @Nullable String after) {

  /// A thing that an event is about.
  record Thing(String kind, Id id, String name) {}

  List<Thing> things() {
    return StreamSupport.stream(Json.stored(about).spliterator(), false)
        .map(thing ->
            new Thing(
                thing.path("kind").asText(),
                Id.parse(thing.path("id").asText()).orElseThrow(),
                thing.path("name").asText()))
        .toList();
  }

  /// The ids of the things of one kind.
  List<Id> ids(String kind) {
    return things().stream().filter(thing -> thing.kind().equals(kind)).map(Thing::id).toList();
  }

  /// What a thing was or became, for people: rows as they are kept, with ids in the wire's form.
  static @Nullable JsonNode image(@Nullable String stored) {
    if (stored == null) {
      return null;
    }
    var image = Json.stored(stored);
    if (image instanceof ObjectNode row) {
      for (var field : List.copyOf(row.properties())) {
        boolean isId = field.getKey().equals("id") || field.getKey().endsWith("_id");
        if (isId && field.getValue().isIntegralNumber()) {
          row.put(field.getKey(), new Id(field.getValue().longValue()).toString());
        }
      }
    }
    return image;
  }
}
