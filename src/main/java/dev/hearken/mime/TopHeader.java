package dev.hearken.mime;

import dev.hearken.charset.Octets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The header of a mail. Most mails have one part, so that nothing else needs to be taken apart; of
/// some thirty fields, a message has these.
///
/// @param end where the text begins
record TopHeader(PartHeader header, int end) {
  /// By their lengths.
  private static final List<List<String>> READ =
      byLength(
          "message-id",
          "references",
          "in-reply-to",
          "from",
          "sender",
          "reply-to",
          "to",
          "cc",
          "bcc",
          "date",
          "subject",
          "content-type",
          "content-transfer-encoding",
          "content-disposition",
          "content-id");

  private static List<List<String>> byLength(String... names) {
    int longest = Arrays.stream(names).mapToInt(String::length).max().orElse(0);
    return IntStream.rangeClosed(0, longest)
        .mapToObj(length -> Arrays.stream(names).filter(name -> name.length() == length).toList())
        .toList();
  }

  static TopHeader read(RawMail mail, Lines lines) {
    var header = new PartHeader(mail, 0, "text/plain");
    if (!lines.header()) {
      return new TopHeader((PartHeader) header.build(), lines.from());
    }
    var bytes = lines.bytes();
    var fields = lines.fields();
    for (int i = 0; i < fields.count(); i++) {
      int begin = fields.begin(i);
      if (fields.end(i) - begin > Walk.LONGEST_FIELD) {
        throw FieldPlaces.tooMuch();
      }
      var name = name(bytes, begin, fields.endOfName(i));
      if (name != null) {
        header.add(name, value(bytes, fields.endOfName(i), fields.end(i)));
      }
    }
    return new TopHeader((PartHeader) header.build(), Lines.next(bytes, fields.end()));
  }

  /// Null when nobody reads the field.
  private static @Nullable String name(byte[] bytes, int from, int to) {
    int length = to - from;
    if (length < READ.size()) {
      for (var name : READ.get(length)) {
        if (matches(name, bytes, from)) {
          return name;
        }
      }
    }
    return null;
  }

  /// What is behind the colon.
  private static byte[] value(byte[] bytes, int endOfName, int end) {
    int from = Octets.indexOf(bytes, ':', endOfName, end) + 1;
    int to = end;
    while (to > from && (bytes[to - 1] == '\n' || bytes[to - 1] == '\r')) {
      to--;
    }
    return Arrays.copyOfRange(bytes, from, to);
  }

  private static boolean matches(String name, byte[] bytes, int from) {
    int at = 0;
    while (at < name.length() && (bytes[from + at] | 0x20) == (name.charAt(at) | 0x20)) {
      at++;
    }
    return at == name.length();
  }
}
