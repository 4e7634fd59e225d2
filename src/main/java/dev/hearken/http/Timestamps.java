package dev.hearken.http;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Points in time as they are on the wire. A body of comments is full of them, nearly all in the
/// form in which they go out: that one is read and written by hand, any other by the library.
final class Timestamps {
  /// A digit for each `0`.
  private static final String FORM = "0000-00-00T00:00:00.000000+00:00";

  private static final byte[] FORM_BYTES = FORM.getBytes(StandardCharsets.ISO_8859_1);

  private static final int SECONDS_OF_DAY = 86_400;

  /// Where the offset begins.
  private static final int OFFSET = FORM.indexOf('+');

  private static final DateTimeFormatter ANY =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendPattern("['T'][' ']")
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .appendOptional(offset("+HH:MM"))
          .appendOptional(offset("+HHMM"))
          .appendOptional(offset("+HHmm"))
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private Timestamps() {}

  private static DateTimeFormatter offset(String form) {
    return new DateTimeFormatterBuilder().appendOffset(form, "Z").toFormatter(Locale.ROOT);
  }

  /// A byte for each character.
  static byte[] written(Instant at) {
    long second = at.getEpochSecond();
    int time = Math.floorMod(second, SECONDS_OF_DAY);
    int micros = at.getNano() / 1_000;
    var form = Day.of(Math.floorDiv(second, SECONDS_OF_DAY)).beginning.clone();
    put(form, 11, time / 3_600);
    put(form, 14, time / 60 % 60);
    put(form, 17, time % 60);
    put(form, 20, micros / 10_000);
    put(form, 22, micros / 100 % 100);
    put(form, 24, micros % 100);
    return form;
  }

  /// A day as times of it begin. Those of a page are of few days, and to find out which takes
  /// longer than all the rest (measured).
  private static final class Day {
    /// Each at the end of its number; another one takes its place. Threads may see an older one.
    private static final @Nullable Day[] KNOWN = new Day[64];

    final long number;
    final byte[] beginning;

    private Day(long number) {
      var date = LocalDate.ofEpochDay(number);
      this.number = number;
      beginning = FORM_BYTES.clone();
      put(beginning, 0, date.getYear() / 100);
      put(beginning, 2, date.getYear() % 100);
      put(beginning, 5, date.getMonthValue());
      put(beginning, 8, date.getDayOfMonth());
    }

    /// @param number counted from 1970 on
    static Day of(long number) {
      int place = (int) number & (KNOWN.length - 1);
      var known = KNOWN[place];
      if (known == null || known.number != number) {
        known = new Day(number);
        KNOWN[place] = known;
      }
      return known;
    }
  }

  /// Two digits.
  private static void put(byte[] form, int at, int number) {
    form[at] = (byte) ('0' + number / 10);
    form[at + 1] = (byte) ('0' + number % 10);
  }

  static Optional<Instant> read(String text) {
    try {
      var instant = isInForm(text) ? utc(text) : any(text).truncatedTo(ChronoUnit.MICROS);
      return instant.isBefore(Json.FIRST_TIME) || instant.isAfter(Json.LAST_TIME)
          ? Optional.empty()
          : Optional.of(instant);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  static boolean isInForm(String text) {
    if (text.length() != FORM.length() || !text.startsWith(FORM.substring(OFFSET), OFFSET)) {
      return false;
    }
    for (int i = 0; i < OFFSET; i++) {
      char form = FORM.charAt(i);
      char is = text.charAt(i);
      if (form == '0' ? is < '0' || is > '9' : is != form) {
        return false;
      }
    }
    return true;
  }

  private static Instant utc(String text) {
    return LocalDateTime.of(
            number(text, 0, 4),
            number(text, 5, 2),
            number(text, 8, 2),
            number(text, 11, 2),
            number(text, 14, 2),
            number(text, 17, 2),
            number(text, 20, 6) * 1_000)
        .toInstant(ZoneOffset.UTC);
  }

  /// @param text has digits there
  private static int number(String text, int at, int digits) {
    int number = 0;
    for (int i = at; i < at + digits; i++) {
      number = 10 * number + text.charAt(i) - '0';
    }
    return number;
  }

  private static Instant any(String text) {
    var at = ANY.parse(text);
    var offset = at.isSupported(ChronoField.OFFSET_SECONDS) ? ZoneOffset.from(at) : ZoneOffset.UTC;
    return LocalDateTime.from(at).toInstant(offset);
  }
}
