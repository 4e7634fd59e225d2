package dev.hearken.language;

import java.util.regex.Pattern;

/// What of a text was written by a person in a language: addresses, numbers, names of files and
/// whatever else is the same in all of them is left out.
final class Prose {
  /// As much of a text is looked at, in characters: what it begins with tells.
  private static final int LOOKED_AT = 4_000;

  /// As much of it decides. More costs time and makes nothing surer.
  private static final int ENOUGH = 1_000;

  /// Letters of scripts with blanks between words. In others a number stands inside of a sentence,
  /// and takes nothing with it.
  private static final String WITH_BLANKS =
      "[^\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsHangul}\\p{IsThai}]";

  /// Addresses of the web and of mail, words in back quotes, tags, words with a digit, a `@`, `_`,
  /// `#`, `\`, `=` or a dot in their midst, those longer than any word is, and paths.
  private static final Pattern NO_PROSE =
      Pattern.compile(
          "(?:https?|ftp|file|mailto|tel):\\S+"
              + "|www\\.\\S+"
              + "|[^\\s@]*@\\S+"
              + "|`[^`]*`"
              + "|</?[A-Za-z][^<>]*>"
              + "|#\\S+"
              + "|(?<!\\S)[\\w.~-]*[/\\\\][\\w.~-]+[/\\\\]\\S*"
              + "|[\\p{L}\\p{M}&&THESE]{61,}".replace("THESE", WITH_BLANKS)
              + "|[\\-\\\\\\p{L}\\p{M}_.:/=&&THESE]*\\p{N}[\\-\\\\\\p{L}\\p{M}\\p{N}_.:,/=&&THESE]*"
                  .replace("THESE", WITH_BLANKS)
              + "|[\\p{L}\\p{M}&&THESE]+(?:[_=\\\\]|\\.(?=\\p{L}))[\\-\\\\\\p{L}\\p{M}_.=&&THESE]*"
                  .replace("THESE", WITH_BLANKS));

  private static final Pattern BLANKS = Pattern.compile("\\p{IsWhite_Space}+");

  private Prose() {}

  static String of(String text) {
    var start = whole(text, LOOKED_AT);
    var prose = NO_PROSE.matcher(start).replaceAll(" ");
    return whole(BLANKS.matcher(prose).replaceAll(" ").strip(), ENOUGH);
  }

  /// Those words of a prose that have no capital: names are left out, which are at home in every
  /// language.
  static String withoutCapitals(String prose) {
    var words = new StringBuilder();
    for (var word : prose.split(" ", -1)) {
      if (word.codePoints().noneMatch(Character::isUpperCase)) {
        words.append(words.isEmpty() ? "" : " ").append(word);
      }
    }
    return words.toString();
  }

  /// How many letters there are; one that stands for a syllable or a word counts as three.
  static int letters(String prose) {
    return prose
        .codePoints()
        .filter(Character::isLetter)
        .map(letter -> Character.isIdeographic(letter) || isSyllable(letter) ? 3 : 1)
        .sum();
  }

  static boolean isLatin(String prose) {
    return prose
        .codePoints()
        .anyMatch(letter -> Character.UnicodeScript.of(letter) == Character.UnicodeScript.LATIN);
  }

  static boolean hasSmallLetters(String prose) {
    return prose.codePoints().anyMatch(Character::isLowerCase);
  }

  private static boolean isSyllable(int letter) {
    return switch (Character.UnicodeScript.of(letter)) {
      case HIRAGANA, KATAKANA, HANGUL -> true;
      default -> false;
    };
  }

  private static String whole(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
  }
}
