package dev.hearken.retention;

import dev.hearken.http.Fields;
import dev.hearken.http.Refusal;
import dev.hearken.http.Shown;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

/// How long something is kept.
///
/// @param days after which it goes
/// @param byArrival since it came in, else since the time that it bears
/// @param includeAnnotated whether what people have annotated goes too; nothing is annotated yet
record Retention(int days, boolean byArrival, boolean includeAnnotated) {
  /// A hundred years.
  private static final int MOST_DAYS = 36_500;

  private static final String ARRIVAL = "arrival";
  private static final String TIMESTAMP = "timestamp";

  /// As it is shown.
  ///
  /// @param by since when the days count
  record Wire(int days, String by, boolean includeAnnotated) {}

  static Retention from(Fields body) {
    var fields = body.object("retention");
    body.end();
    var days =
        fields
            .number("days")
            .orElseThrow(() ->
                new Refusal.Invalid(
                    "The field 'retention.days' is missing; it must be a whole number from 1 to 36500."));
    var by = fields.text("by", 16).orElse(TIMESTAMP);
    boolean annotated = fields.flag("include_annotated").orElse(false);
    fields.end();
    if (days.stripTrailingZeros().scale() > 0
        || days.compareTo(BigDecimal.ONE) < 0
        || days.compareTo(BigDecimal.valueOf(MOST_DAYS)) > 0) {
      throw new Refusal.Invalid(
          "The field 'retention.days' is %s; it must be a whole number from 1 to %d."
              .formatted(days.toPlainString(), MOST_DAYS));
    }
    if (!by.equals(ARRIVAL) && !by.equals(TIMESTAMP)) {
      throw new Refusal.Invalid(
          "The field 'retention.by' is %s; it must be 'timestamp' or 'arrival'."
              .formatted(Shown.of(by)));
    }
    return new Retention(days.intValue(), by.equals(ARRIVAL), annotated);
  }

  /// What is older goes.
  Instant before(Instant now) {
    return now.minus(Duration.ofDays(days));
  }

  Wire wire() {
    return new Wire(days, byArrival ? ARRIVAL : TIMESTAMP, includeAnnotated);
  }
}
