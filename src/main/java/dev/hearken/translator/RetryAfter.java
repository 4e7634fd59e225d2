package dev.hearken.translator;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/// The header with which a service asks to be left alone for a while: seconds, or a date.
final class RetryAfter {
  /// Whoever asks for more is asked again after this.
  static final Duration LONGEST = Duration.ofDays(1);

  private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

  private RetryAfter() {}

  /// Zero when there is none, or none that can be read, or when it has passed.
  static Duration of(Optional<String> header, Clock clock) {
    var asked = header.map(String::strip).map(text -> read(text, clock)).orElse(Duration.ZERO);
    return asked.isNegative() ? Duration.ZERO : asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
  }

  private static Duration read(String text, Clock clock) {
    if (SECONDS.matcher(text).matches()) {
      return Duration.ofSeconds(Long.parseLong(text));
    }
    try {
      var until = DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from);
      return Duration.between(clock.instant(), until);
    } catch (DateTimeException e) {
      return Duration.ZERO;
    }
  }
}
