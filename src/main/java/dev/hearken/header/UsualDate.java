package dev.hearken.header;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Locale;
import java.util.Optional;

/// The form that RFC 5322 asks for and nearly all mails have: `Wed, 11 Sep 2002 17:19:10 +0800`. It
/// is read by place, several times faster than all that may be written instead.
final class UsualDate {
  /// ` Sep 2002 17:19:10 ` in front of the zone.
  private static final int LENGTH = 19;

  private UsualDate() {}

  /// Empty for every other form.
  static Optional<Instant> of(String raw) {
    int from = raw.startsWith(", ", 3) ? 5 : 0;
    int places = digits(raw, from, 2) < 0 ? 1 : 2;
    int day = digits(raw, from, places);
    int at = from + places;
    if (day < 1
        || raw.length() <= at + LENGTH
        || raw.charAt(at) != ' '
        || raw.charAt(at + 4) != ' '
        || raw.charAt(at + 9) != ' '
        || raw.charAt(at + 12) != ':'
        || raw.charAt(at + 15) != ':'
        || raw.charAt(at + 18) != ' ') {
      return Optional.empty();
    }
    int month = Dates.MONTHS.getOrDefault(lower(raw.substring(at + 1, at + 4)), 0);
    int year = digits(raw, at + 5, 4);
    int hour = digits(raw, at + 10, 2);
    int minute = digits(raw, at + 13, 2);
    int second = digits(raw, at + 16, 2);
    var zone = zone(raw, at + LENGTH);
    if (zone.isEmpty()
        || month == 0
        || year < 1000
        || day > YearMonth.of(year, month).lengthOfMonth()
        || !isWithin(hour, 24)
        || !isWithin(minute, 60)
        || !isWithin(second, 60)) {
      return Optional.empty();
    }
    long days = LocalDate.of(year, month, day).toEpochDay();
    long minutes = (days * 24 + hour) * 60 + minute - zone.get();
    return Optional.of(Instant.ofEpochSecond(minutes * 60 + second));
  }

  /// In minutes: `+0800`, with nothing or a blank behind it, or a name.
  private static Optional<Integer> zone(String raw, int at) {
    int blank = raw.indexOf(' ', at);
    int end = blank < 0 ? raw.length() : blank;
    char sign = raw.charAt(at);
    if (sign == '+' || sign == '-') {
      int hours = digits(raw, at + 1, 2);
      int minutes = digits(raw, at + 3, 2);
      if (end != at + 5 || !isWithin(hours, 19) || !isWithin(minutes, 60)) {
        return Optional.empty();
      }
      return Optional.of((hours * 60 + minutes) * (sign == '-' ? -1 : 1));
    }
    // What follows a name may say more about the zone.
    return blank < 0
        ? Optional.ofNullable(Dates.ZONES.get(lower(raw.substring(at))))
        : Optional.empty();
  }

  private static boolean isWithin(int number, int end) {
    return number >= 0 && number < end;
  }

  private static String lower(String word) {
    return word.toLowerCase(Locale.ROOT);
  }

  /// @return -1 when they are not digits
  private static int digits(String raw, int from, int count) {
    int number = 0;
    for (int i = from; i < from + count; i++) {
      char c = i < raw.length() ? raw.charAt(i) : ' ';
      if (c < '0' || c > '9') {
        return -1;
      }
      number = number * 10 + c - '0';
    }
    return number;
  }
}
