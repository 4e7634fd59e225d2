package dev.hearken.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A name as people write it below a text, whoever bears it.
public final class WrittenName {
  private static final Set<String> PARTICLES =
      Set.of(
          "von", "van", "de", "der", "den", "di", "da", "la", "le", "du", "del", "bin", "al", "el",
          "dos", "zu", "af", "av", "and", "&", "ter");

  private static final SignSet BEFORE = SignSet.of("-\u2013\u2014~*_ /=<[|");
  private static final SignSet BEHIND = SignSet.of("-\u2013\u2014~*_ .,!)>]|");
  private static final SignSet WITHIN = SignSet.of(".'-\"(),");
  private static final SignSet KISSES = SignSet.of("xXoO");
  private static final SignSet PARTING = SignSet.of(" /|");

  private WrittenName() {}

  /// Could this be anybody's name: a few words with capitals and nothing else? In scripts without
  /// capitals, a few short words.
  public static boolean couldBe(String plain) {
    var bare = bare(plain);
    if (bare.isEmpty() || bare.length() > 40 || !hasNoEnd(bare)) {
      return false;
    }
    return capitals(bare) && words(bare, 5).size() <= 4;
  }

  /// Does each word begin with a capital, but for those that join names?
  static boolean capitals(String bare) {
    int start = 0;
    for (int i = 0; i <= bare.length(); i++) {
      if (i == bare.length() || PARTING.has(bare.charAt(i))) {
        if (i > start && !capital(bare.substring(start, i))) {
          return false;
        }
        start = i + 1;
      }
    }
    return true;
  }

  private static boolean capital(String word) {
    int first = word.codePointAt(0);
    if (first == '"' || first == '(') {
      first = word.length() > 1 ? word.codePointAt(1) : 'a';
    }
    if (!Character.isLetter(first) || Character.isLowerCase(first)) {
      return PARTICLES.contains(word);
    }
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (!Character.isLetter(c)
          && !WITHIN.has(c)
          && Character.getType(c) != Character.NON_SPACING_MARK) {
        return false;
      }
    }
    return true;
  }

  /// Is there nothing that ends a question or an announcement, and no part of an address?
  static boolean hasNoEnd(String bare) {
    return bare.indexOf('?') < 0
        && bare.indexOf(':') < 0
        && bare.indexOf('@') < 0
        && bare.indexOf('/') < 0;
  }

  /// Without what people draw around their names.
  public static String bare(String plain) {
    int start = BEFORE.before(plain);
    return plain.substring(start, kissed(plain, start, BEHIND.end(plain, start)));
  }

  /// In front of the `x`, `xx` or `xoxo` behind a name.
  private static int kissed(String plain, int start, int end) {
    int kiss = end;
    while (kiss > start && KISSES.has(plain.charAt(kiss - 1))) {
      kiss--;
    }
    return kiss > start + 1 && kiss < end && plain.charAt(kiss - 1) == ' ' ? kiss - 1 : end;
  }

  /// Has it more words than this, as far as it is of English?
  static boolean more(String text, int most) {
    int words = 0;
    boolean within = false;
    for (int i = 0; i < text.length() && words <= most; i++) {
      char c = text.charAt(i);
      if (c >= 128) {
        return false;
      }
      boolean letter = (c | ' ') >= 'a' && (c | ' ') <= 'z';
      words += letter && !within ? 1 : 0;
      within = letter;
    }
    return words > most;
  }

  static List<String> words(String text) {
    return words(text, Integer.MAX_VALUE);
  }

  /// In small letters without accents.
  ///
  /// @param most after so many, no more are looked for
  static List<String> words(String text, int most) {
    var lower = Plain.lower(Plain.withoutAccents(text));
    var words = new ArrayList<String>();
    int start = 0;
    for (int i = 0; i <= lower.length() && words.size() < most; i++) {
      if (i == lower.length() || !Character.isLetter(lower.charAt(i))) {
        if (i > start) {
          words.add(lower.substring(start, i));
        }
        start = i + 1;
      }
    }
    return words;
  }
}
