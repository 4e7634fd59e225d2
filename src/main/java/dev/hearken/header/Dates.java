package dev.hearken.header;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The date of a mail in the forms in which programs of all times and languages have written it.
public final class Dates {
  private static final int LONGEST = 200;

  private static final Pattern COMMENT = Pattern.compile("\\([^()]*\\)");
  private static final Pattern ISO =
      Pattern.compile("(?<!\\d)(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})(?!\\d)");
  private static final Pattern DAY_FIRST =
      Pattern.compile(
          "(?<![\\d:])(\\d{1,2})(?:st|nd|rd|th|er|º)?[\\s.,/-]*(?:de\\s+)?(\\p{L}{3,12})[\\s.,/-]*(?:de\\s+)?'?(\\d{2,5})(?![\\d:])");
  private static final Pattern MONTH_FIRST =
      Pattern.compile(
          "(\\p{L}{3,12})[\\s.,/-]+(\\d{1,2})(?:st|nd|rd|th)?(?![\\d:])(?:[\\s,].*?)??[\\s,/-]+(\\d{4,5})(?!\\d)");
  private static final Pattern NUMBERS =
      Pattern.compile("(?<![\\d:])(\\d{1,2})([./-])(\\d{1,2})\\2(\\d{2,4})(?![\\d:])");
  private static final Pattern TIME =
      Pattern.compile(
          "(?<![\\d:])(\\d{1,2})([:.])(\\d{1,2})(?:\\2(\\d{1,2}))?(?:[.,]\\d+)?(?![\\d:])\\s*([ap]\\.?m\\b)?");
  private static final Pattern OFFSET =
      Pattern.compile("(?<![\\d/])([+-])\\s*(\\d{1,2}):?(\\d{2})?(?!\\d)");
  private static final Pattern NAME = Pattern.compile("\\b(\\p{L}{1,5})\\b");

  static final Map<String, Integer> MONTHS = months();

  /// In minutes.
  static final Map<String, Integer> ZONES =
      Map.ofEntries(
          Map.entry("gmt", 0),
          Map.entry("ut", 0),
          Map.entry("utc", 0),
          Map.entry("z", 0),
          Map.entry("est", -300),
          Map.entry("edt", -240),
          Map.entry("cst", -360),
          Map.entry("cdt", -300),
          Map.entry("mst", -420),
          Map.entry("mdt", -360),
          Map.entry("pst", -480),
          Map.entry("pdt", -420),
          Map.entry("akst", -540),
          Map.entry("akdt", -480),
          Map.entry("hst", -600),
          Map.entry("ast", -240),
          Map.entry("adt", -180),
          Map.entry("bst", 60),
          Map.entry("ist", 330),
          Map.entry("wet", 0),
          Map.entry("west", 60),
          Map.entry("cet", 60),
          Map.entry("cest", 120),
          Map.entry("met", 60),
          Map.entry("mest", 120),
          Map.entry("mez", 60),
          Map.entry("mesz", 120),
          Map.entry("eet", 120),
          Map.entry("eest", 180),
          Map.entry("msk", 180),
          Map.entry("msd", 240),
          Map.entry("jst", 540),
          Map.entry("kst", 540),
          Map.entry("hkt", 480),
          Map.entry("sgt", 480),
          Map.entry("aest", 600),
          Map.entry("aedt", 660),
          Map.entry("acst", 570),
          Map.entry("awst", 480),
          Map.entry("nzst", 720),
          Map.entry("nzdt", 780),
          Map.entry("brt", -180),
          Map.entry("art", -180));

  private Dates() {}

  /// Empty when it is none, or no day of the calendar.
  ///
  /// @param raw the value of the field
  public static Optional<Instant> of(String raw) {
    var usual = UsualDate.of(raw);
    if (usual.isPresent()) {
      return usual;
    }
    var text = raw.length() > LONGEST ? raw.substring(0, LONGEST) : raw;
    text = COMMENT.matcher(text.toLowerCase(Locale.ROOT)).replaceAll(" ");
    try {
      var found = day(text);
      if (found.isEmpty()) {
        return Optional.empty();
      }
      var rest = found.get().rest;
      var time = TIME.matcher(rest);
      var at = LocalTime.MIDNIGHT;
      boolean nextDay = false;
      var zone = rest;
      if (time.find()) {
        int hour = Integer.parseInt(time.group(1));
        if (time.group(5) != null) {
          hour = hour % 12 + (time.group(5).startsWith("p") ? 12 : 0);
        }
        nextDay = hour == 24;
        int second = time.group(4) == null ? 0 : Integer.parseInt(time.group(4));
        at =
            LocalTime.of(
                hour % 24 + (hour > 24 ? 24 : 0),
                Integer.parseInt(time.group(3)),
                Math.min(second, 59));
        zone = rest.substring(time.end());
      }
      var day = found.get().day.plusDays(nextDay ? 1 : 0);
      return Optional.of(day.atTime(at).toInstant(ZoneOffset.UTC).minusSeconds(60L * offset(zone)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<Day> day(String text) {
    var iso = ISO.matcher(text);
    if (iso.find()) {
      return Day.of(text, iso, number(iso, 1), number(iso, 2), number(iso, 3));
    }
    var dayFirst = DAY_FIRST.matcher(text);
    if (dayFirst.find()) {
      int month = month(dayFirst.group(2));
      if (month > 0) {
        return Day.of(text, dayFirst, year(dayFirst.group(3)), month, number(dayFirst, 1));
      }
    }
    var monthFirst = MONTH_FIRST.matcher(text);
    for (int from = 0; monthFirst.find(from); from = monthFirst.end(1)) {
      int month = month(monthFirst.group(1));
      if (month > 0) {
        var day = LocalDate.of(year(monthFirst.group(3)), month, number(monthFirst, 2));
        return Optional.of(
            new Day(
                day,
                text.substring(monthFirst.end(2), monthFirst.start(3))
                    + " "
                    + text.substring(monthFirst.end(3))));
      }
    }
    var numbers = NUMBERS.matcher(text);
    if (numbers.find()) {
      int one = number(numbers, 1);
      int two = number(numbers, 3);
      // With slashes the month comes first, unless it cannot.
      boolean monthLeads = numbers.group(2).equals("/") ? one <= 12 : two > 12;
      return Day.of(
          text, numbers, year(numbers.group(4)), monthLeads ? one : two, monthLeads ? two : one);
    }
    return Optional.empty();
  }

  private static int number(Matcher found, int group) {
    return Integer.parseInt(found.group(group));
  }

  /// `02`, `102`, `0102` and `19102` are 2002: programs have added 1900 to the one, and written it
  /// before the other.
  private static int year(String digits) {
    int year = Integer.parseInt(digits);
    return switch (digits.length()) {
      case 2 -> year < 50 ? 2000 + year : 1900 + year;
      case 3 -> 1900 + year;
      case 4 -> year >= 100 && year < 200 ? 1900 + year : year;
      case 5 -> digits.startsWith("19") ? 1900 + year % 1000 : year;
      default -> year;
    };
  }

  private static int month(String word) {
    var exact = MONTHS.get(word);
    return exact != null ? exact : MONTHS.getOrDefault(word.substring(0, 3), 0);
  }

  /// In minutes; none that can be understood is none at all.
  private static int offset(String rest) {
    var numeric = OFFSET.matcher(rest);
    if (numeric.find()) {
      int hours = Integer.parseInt(numeric.group(2));
      int minutes = numeric.group(3) == null ? 0 : Integer.parseInt(numeric.group(3));
      int total = hours * 60 + minutes;
      return hours > 18 || minutes > 59 ? 0 : numeric.group(1).equals("-") ? -total : total;
    }
    var name = NAME.matcher(rest);
    while (name.find()) {
      var minutes = ZONES.get(name.group(1));
      if (minutes != null) {
        return minutes;
      }
    }
    return 0;
  }

  private static Map<String, Integer> months() {
    var written =
        """
        jan ene gen januar janvier янв sty led oca
        feb fev fév février fevereiro фев lut úno şub
        mar mär mrz mrt märz mars março мар bře
        apr abr avr avril апр kwi dub nis
        may mai mag mei maj maggio май мая kvě
        jun giu juin junho июн cze čer haz
        jul lug juil juillet julho июл lip tem
        aug ago aoû août авг sie srp ağu
        sep set septembre сен wrz zář eyl
        oct okt ott out октября окт paź říj eki
        nov novembre ноя lis
        dec dez déc dic décembre дек gru pro ara
        """
            .lines()
            .toList();
    var months = new HashMap<String, Integer>();
    for (int month = 1; month <= written.size(); month++) {
      for (var word : written.get(month - 1).split(" ", -1)) {
        months.putIfAbsent(word, month);
      }
    }
    return Map.copyOf(months);
  }

  /// @param rest what is written besides
  private record Day(LocalDate day, String rest) {
    static Optional<Day> of(String text, Matcher found, int year, int month, int day) {
      var rest =
          text.substring(0, found.start())
              + " "
              + text.substring(found.end()).replaceFirst("^t(?=\\d)", " ");
      return Optional.of(new Day(LocalDate.of(year, month, day), rest));
    }
  }
}
