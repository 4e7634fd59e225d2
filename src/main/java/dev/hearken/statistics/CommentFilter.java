package dev.hearken.statistics;

import dev.hearken.database.Id;
import dev.hearken.http.Fields;
import dev.hearken.http.Json;
import dev.hearken.http.Refusal;
import dev.hearken.http.Shown;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which comments are meant: those that every part of it lets through (wire contract 2.2.10), as
/// far as that can be said without a dataset.
///
/// @param reviewed whether only reviewed comments are meant, which without a dataset are none
/// @param from the earliest timestamp
/// @param to the latest timestamp
/// @param sources null when all are meant
/// @param properties the rule for each property, by its name
/// @param participants the rule for each field of messages
record CommentFilter(
    boolean reviewed,
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable List<Id> sources,
    Map<String, Map<String, Object>> properties,
    Map<String, Map<String, Object>> participants) {
  private static final int MOST_SOURCES = 4_096;
  private static final int MOST_PROPERTIES = 256;
  private static final int MOST_VALUES = 4_096;
  private static final int LONGEST_VALUE = 65_536;
  private static final List<String> REVIEWED = List.of("only_reviewed", "only_unreviewed");
  private static final List<String> PARTICIPANTS = List.of("from", "to", "cc", "bcc", "recipient");

  /// What only a dataset can tell.
  private static final List<String> OF_DATASETS =
      List.of("attribute_filters", "labels", "entities", "predictions", "label_properties");

  /// Reads the filter in a field of the body.
  static CommentFilter from(Fields body, String name) {
    OF_DATASETS.forEach(field -> refuse(body, field));
    var fields = body.object(name);
    OF_DATASETS.forEach(field -> refuse(fields, field));
    boolean reviewed = reviewed(fields);
    var time = fields.optionalObject("timestamp");
    var from = time.flatMap(each -> each.time("minimum"));
    var to = time.flatMap(each -> each.time("maximum"));
    time.ifPresent(Fields::end);
    // Clients leave an empty list out, so one that is there restricts nothing, like an empty
    // object.
    var sources = fields.ids("sources", MOST_SOURCES).filter(ids -> !ids.isEmpty());
    var properties = fields.optionalObject("user_properties").map(CommentFilter::properties);
    var messages = fields.optionalObject("messages").map(CommentFilter::participants);
    fields.end();
    return new CommentFilter(
        reviewed,
        from.orElse(null),
        to.orElse(null),
        sources.orElse(null),
        properties.orElse(Map.of()),
        messages.orElse(Map.of()));
  }

  private static void refuse(Fields fields, String name) {
    fields.refuse(name, "needs a dataset, which a source is not: leave it out, or ask the dataset");
  }

  private static boolean reviewed(Fields fields) {
    var reviewed = fields.textOrNull("reviewed", LONGEST_VALUE).value();
    if (reviewed != null && !REVIEWED.contains(reviewed)) {
      throw new Refusal.Invalid(
          "The field 'comment_filter.reviewed' is %s; it must be one of %s."
              .formatted(Shown.of(reviewed), String.join(", ", REVIEWED)));
    }
    return REVIEWED.getFirst().equals(reviewed);
  }

  private static Map<String, Map<String, Object>> properties(Fields fields) {
    var names = fields.names();
    if (names.size() > MOST_PROPERTIES) {
      throw new Refusal.Invalid(
          "The field 'comment_filter.user_properties' has %,d entries; it may have %,d."
              .formatted(names.size(), MOST_PROPERTIES));
    }
    var rules = new LinkedHashMap<String, Map<String, Object>>();
    for (var name : names) {
      if (!name.matches("(?s)(string|number):.+")) {
        throw new Refusal.Invalid(
            "The field 'comment_filter.user_properties' has an entry %s; it must be called 'string:' or 'number:' and a name."
                .formatted(Shown.of(name)));
      }
      fields
          .optionalObject(name)
          .map(rule -> rule(rule, true, value -> value))
          .filter(rule -> !rule.isEmpty())
          .ifPresent(rule -> rules.put(name, rule));
    }
    return rules;
  }

  private static Map<String, Map<String, Object>> participants(Fields fields) {
    var rules = new LinkedHashMap<String, Map<String, Object>>();
    for (var name : PARTICIPANTS) {
      fields
          .optionalObject(name)
          .map(rule -> rule(rule, false, CommentFilter::lowered))
          .filter(rule -> !rule.isEmpty())
          .ifPresent(rule -> rules.put(name, rule));
    }
    fields.end();
    return rules;
  }

  private interface Form {
    Object of(Object value);
  }

  /// @param numbers whether it is about what can be a number
  /// @param form what values are compared in
  private static Map<String, Object> rule(Fields fields, boolean numbers, Form form) {
    var rule = new LinkedHashMap<String, Object>();
    for (var name : List.of("one_of", "not_one_of")) {
      values(fields, name, numbers, form).ifPresent(values -> rule.put(name, values));
    }
    for (var name : List.of("domain_one_of", "domain_not_one_of")) {
      values(fields, name, false, CommentFilter::lowered)
          .ifPresent(values -> rule.put(name, values));
    }
    if (numbers) {
      Stream.of("minimum", "maximum")
          .forEach(name -> fields.number(name).ifPresent(number -> rule.put(name, number)));
    }
    fields.end();
    return rule;
  }

  /// An empty list restricts nothing: clients leave it out.
  private static Optional<List<Object>> values(
      Fields fields, String name, boolean numbers, Form form) {
    return fields
        .values(name, numbers, MOST_VALUES, LONGEST_VALUE)
        .filter(values -> !values.isEmpty())
        .map(values -> new ArrayList<>(values.stream().map(form::of).toList()));
  }

  private static Object lowered(Object value) {
    return value.toString().toLowerCase(Locale.ROOT);
  }

  /// Can it be told without looking at what comments say?
  boolean isOfTimesOnly() {
    return properties.isEmpty() && participants.isEmpty();
  }

  /// Can a comment of this source be meant at all?
  boolean canMean(Id source) {
    return !reviewed && (sources == null || sources.contains(source));
  }

  String propertiesJson() {
    return Json.text(properties);
  }

  String participantsJson() {
    return Json.text(participants);
  }
}
