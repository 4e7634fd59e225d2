package dev.hearken.words;

import java.util.List;

/// Where links lead, as Outlook writes it behind what they say: `jane@example.com
/// <mailto:jane@example.com>`, without a blank between. A reader of the mail never sees it, nor the
/// names of pictures.
final class Targets {
  private static final List<String> SCHEMES = List.of("mailto:", "http:", "https:", "tel:", "cid:");

  private Targets() {}

  /// A line without them.
  static String without(String plain) {
    if (plain.indexOf('<') < 0 && plain.indexOf('[') < 0) {
      return plain;
    }
    StringBuilder shown = null;
    int from = 0;
    int i = 0;
    while (i < plain.length()) {
      int end = end(plain, i);
      if (end > i) {
        shown = shown == null ? new StringBuilder(plain.length()) : shown;
        shown.append(plain, from, i);
        from = end;
      }
      i = Math.max(i + 1, end);
    }
    return shown == null ? plain : shown.append(plain, from, plain.length()).toString().strip();
  }

  /// Behind the one that begins here, or not behind this.
  private static int end(String plain, int at) {
    char open = plain.charAt(at);
    if ((open != '<' && open != '[')
        || SCHEMES.stream().noneMatch(scheme -> plain.startsWith(scheme, at + 1))) {
      return at;
    }
    return plain.indexOf(open == '<' ? '>' : ']', at) + 1;
  }
}
