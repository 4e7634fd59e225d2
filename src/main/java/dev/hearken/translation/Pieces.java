package dev.hearken.translation;

import dev.hearken.translator.Translator.Limits;
import java.util.ArrayList;
import java.util.List;

/// A text as it is sent: without the white space at its ends, and where it is longer than a service
/// takes, in pieces that end with a line, a sentence or a word.
///
/// @param texts what is to be translated
/// @param gaps the white space before each of them, and behind the last one
record Pieces(List<String> texts, List<String> gaps) {
  private static final String ENDS = ".!?。！？";

  static Pieces of(String text, Limits limits) {
    var texts = new ArrayList<String>();
    var gaps = new ArrayList<String>();
    int at = 0;
    while (at < text.length()) {
      int begin = skipBlank(text, at);
      gaps.add(text.substring(at, begin));
      at = begin;
      if (begin < text.length()) {
        int end = withoutBlank(text, begin, cut(text, begin, limits));
        texts.add(text.substring(begin, end));
        at = end;
      }
    }
    if (gaps.size() == texts.size()) {
      gaps.add("");
    }
    return new Pieces(List.copyOf(texts), List.copyOf(gaps));
  }

  /// The whole with each piece translated.
  String joined(List<String> translations) {
    var whole = new StringBuilder();
    for (int i = 0; i < translations.size(); i++) {
      whole.append(gaps.get(i)).append(translations.get(i));
    }
    return whole.append(gaps.getLast()).toString();
  }

  private static int skipBlank(String text, int from) {
    int at = from;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  /// Never before the first character.
  private static int withoutBlank(String text, int from, int to) {
    int at = to;
    while (at > from + 1 && Character.isWhitespace(text.charAt(at - 1))) {
      at--;
    }
    return at;
  }

  /// Where a piece that begins here ends.
  private static int cut(String text, int from, Limits limits) {
    int most = fitting(text, from, limits);
    if (most == text.length()) {
      return most;
    }
    int least = from + (most - from) / 2;
    int line = text.lastIndexOf('\n', most - 1);
    if (line > least) {
      return line;
    }
    int word = -1;
    for (int at = most - 1; at > least; at--) {
      if (Character.isWhitespace(text.charAt(at))) {
        if (ENDS.indexOf(text.charAt(at - 1)) >= 0) {
          return at;
        }
        word = word < 0 ? at : word;
      }
    }
    return word < 0 ? most : word;
  }

  /// How far the limits reach; at least one character, which no service refuses.
  private static int fitting(String text, int from, Limits limits) {
    int bytes = 0;
    int at = from;
    while (at < text.length()) {
      int codePoint = text.codePointAt(at);
      int next = at + Character.charCount(codePoint);
      bytes += codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
      if (at > from && (next - from > limits.characters() || bytes > limits.bytes())) {
        return at;
      }
      at = next;
    }
    return at;
  }
}
