package dev.hearken.translator;

import dev.hearken.translator.Dialect.Nonsense;
import java.util.ArrayList;
import java.util.List;

/// What can be told of translations without knowing the languages: that there are as many as texts,
/// and that a text with letters became one with letters. Some services answer whom they take for an
/// intruder with nothing but symbols.
final class Plausible {
  private Plausible() {}

  /// The translations as they can be stored.
  static List<String> texts(List<String> sent, List<String> translated) throws Nonsense {
    if (sent.size() != translated.size()) {
      throw new Nonsense("%d texts came back for %d".formatted(translated.size(), sent.size()));
    }
    var texts = new ArrayList<String>(sent.size());
    for (int i = 0; i < sent.size(); i++) {
      if (hasLetters(sent.get(i)) && !hasLetters(translated.get(i))) {
        throw new Nonsense("a text with letters came back without any");
      }
      texts.add(storable(translated.get(i)));
    }
    return texts;
  }

  private static boolean hasLetters(String text) {
    return text.codePoints().anyMatch(Character::isLetterOrDigit);
  }

  /// Without U+0000, and with the sign of a lost character for half of a surrogate pair.
  private static String storable(String text) {
    return text.codePoints()
        .filter(character -> character != 0)
        .map(character -> Character.getType(character) == Character.SURROGATE ? 0xfffd : character)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
