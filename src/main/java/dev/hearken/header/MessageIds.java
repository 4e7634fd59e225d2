package dev.hearken.header;

import java.util.LinkedHashSet;
import java.util.List;

/// Ids of mails, in the fields that name some.
public final class MessageIds {
  private static final int MOST = 10_000;

  /// Longer ones are none.
  private static final int LONGEST = 2_000;

  private MessageIds() {}

  /// Each once, in their order, with their angle brackets and without white space.
  public static List<String> of(String raw) {
    if (raw.isEmpty()) {
      return List.of();
    }
    var ids = new LinkedHashSet<String>();
    int at = raw.indexOf('<');
    while (at >= 0 && ids.size() < MOST) {
      int end = raw.indexOf('>', at);
      if (end < 0) {
        break;
      }
      // The innermost, where one is missing its end.
      int from = raw.lastIndexOf('<', end);
      var id = withoutBlanks(raw.substring(from, end + 1));
      if (id.length() > 2 && id.length() <= LONGEST) {
        ids.add(id);
      }
      at = raw.indexOf('<', end);
    }
    if (ids.isEmpty()) {
      for (var word : raw.split("[\\s,]+", MOST)) {
        if (word.indexOf('@') > 0 && word.length() <= LONGEST) {
          ids.add("<" + word.replace("<", "").replace(">", "") + ">");
        }
      }
    }
    return List.copyOf(ids);
  }

  public static String withoutBlanks(String raw) {
    int blank = 0;
    while (blank < raw.length() && !Character.isWhitespace(raw.charAt(blank))) {
      blank++;
    }
    if (blank == raw.length()) {
      return raw;
    }
    var id = new StringBuilder(raw.length()).append(raw, 0, blank);
    for (int i = blank; i < raw.length(); i++) {
      if (!Character.isWhitespace(raw.charAt(i))) {
        id.append(raw.charAt(i));
      }
    }
    return id.toString();
  }
}
