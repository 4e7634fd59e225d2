package dev.hearken.mime;

import java.util.Arrays;
import java.util.List;

/// The header of a mail. Most mails have one part, so that nothing else needs to be taken apart; of
/// some thirty fields, a message has these.
///
/// @param end where the text begins
record TopHeader(PartHeader header, int end) {
  private static final List<String> READ =
      List.of(
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

  static TopHeader read(RawMail mail, Lines lines) {
    var header = new PartHeader(mail, 0, "text/plain");
    if (!lines.header()) {
      return new TopHeader((PartHeader) header.build(), lines.from());
    }
    int fields = 0;
    var bytes = lines.bytes();
    int at = lines.from();
    while (at < bytes.length && !Lines.isEmpty(bytes, at)) {
      int begin = at;
      do {
        at = Lines.next(bytes, at);
      } while (at < bytes.length && (bytes[at] == ' ' || bytes[at] == '\t'));
      if (++fields > Walk.MOST_FIELDS || at - begin > Walk.LONGEST_FIELD) {
        throw new Unreadable(
            "Its header has more than %,d fields, or one of more than %,d bytes."
                .formatted(Walk.MOST_FIELDS, Walk.LONGEST_FIELD));
      }
      field(header, bytes, begin, at);
    }
    return new TopHeader((PartHeader) header.build(), Lines.next(bytes, at));
  }

  private static void field(PartHeader header, byte[] bytes, int from, int to) {
    int colon = from;
    while (colon < to && bytes[colon] != ':') {
      colon++;
    }
    int end = colon;
    while (end > from && bytes[end - 1] <= ' ' && bytes[end - 1] >= 0) {
      end--;
    }
    for (var name : READ) {
      if (name.length() == end - from && matches(name, bytes, from)) {
        int value = Math.min(colon + 1, to);
        int last = to;
        while (last > value && (bytes[last - 1] == '\n' || bytes[last - 1] == '\r')) {
          last--;
        }
        header.add(name, Arrays.copyOfRange(bytes, value, last));
      }
    }
  }

  private static boolean matches(String name, byte[] bytes, int from) {
    int at = 0;
    while (at < name.length() && (bytes[from + at] | 0x20) == (name.charAt(at) | 0x20)) {
      at++;
    }
    return at == name.length();
  }
}
