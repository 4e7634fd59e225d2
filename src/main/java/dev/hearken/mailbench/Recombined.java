package dev.hearken.mailbench;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// As many mails as are wanted, of those of a folder: each copy of the folder has ids of its own,
/// which its answers know, so that threads stay within a copy, and dates of its own in twenty
/// years.
final class Recombined {
  /// What names mails, with the lines that go on.
  private static final Pattern IDS =
      Pattern.compile(
          "(?im)^(?:message-id|in-reply-to|references):[^\\r\\n]*(?:\\R[ \\t][^\\r\\n]*)*");

  private static final Pattern DATE = Pattern.compile("(?im)^date:[^\\r\\n]*");
  private static final Pattern HEADER_END = Pattern.compile("\\R\\R");
  private static final long FIRST = Instant.parse("2005-01-01T00:00:00Z").getEpochSecond();
  private static final int SPAN = 20 * 365 * 24 * 3_600;

  private static final DateTimeFormatter SHOWN =
      DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);

  private final List<Letter> letters;
  private final long seed;

  Recombined(List<Letter> letters, long seed) {
    this.letters = letters;
    this.seed = seed;
  }

  /// The same for the same number and seed.
  Letter letter(int number) {
    var letter = letters.get(number % letters.size());
    int copy = number / letters.size();
    var sent = Instant.ofEpochSecond(FIRST + new Random(seed * 1_000_003 + number).nextInt(SPAN));
    var text = new String(letter.bytes(), StandardCharsets.ISO_8859_1);
    var end = HEADER_END.matcher(text);
    int header = end.find() ? end.start() : text.length();
    var named =
        IDS.matcher(text.substring(0, header))
            .replaceAll(
                field -> Matcher.quoteReplacement(field.group().replace("<", "<c" + copy + ".")));
    var dated =
        DATE.matcher(named).replaceAll(Matcher.quoteReplacement("Date: " + SHOWN.format(sent)));
    return new Letter(
        copy + "/" + letter.name(),
        (dated + text.substring(header)).getBytes(StandardCharsets.ISO_8859_1),
        sent.plusSeconds(60));
  }
}
