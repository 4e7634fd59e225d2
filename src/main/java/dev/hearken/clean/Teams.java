package dev.hearken.clean;

import dev.hearken.words.Line;
import dev.hearken.words.Plain;
import dev.hearken.words.SignSet;
import dev.hearken.words.Vocabulary;
import dev.hearken.words.Vocabulary.Use;
import dev.hearken.words.WrittenName;
import java.util.Locale;

/// "The Example Team", "Ihr Support-Team", "L'équipe Example": a group signs.
final class Teams {
  private static final SignSet ENDING = SignSet.of(".?!:;,");
  private static final int MOST_WORDS = 6;
  private static final int MOST_LINES = 3;

  private static final int LONGEST = 20;

  private final Vocabulary words;

  Teams(Vocabulary words) {
    this.words = words;
  }

  /// Is this paragraph how one signs?
  boolean signs(Draft draft, int start, int end) {
    return end - start <= MOST_LINES
        && is(draft.line(start))
        && (end - start == 1
            || (draft.line(end - 1).words() <= MOST_WORDS && !draft.line(start + 1).sentence()));
  }

  /// Does it end with what such groups are called, behind few words? Below a closing that is
  /// enough.
  boolean ends(Line line) {
    var lower = WrittenName.bare(line.lower());
    return is(line)
        || (line.words() > 1
            && line.words() <= MOST_WORDS
            && Character.isUpperCase(line.plain().codePointAt(0))
            && words.of(Use.TEAM).is(lower.substring(lower.lastIndexOf(' ') + 1)));
  }

  /// "Your Example team": does the word before begin with a capital, and is it not the first?
  private static boolean capitalAbove(String bare, int team) {
    int word = bare.lastIndexOf(' ', team - 2) + 1;
    return word > 0 && Character.isUpperCase(bare.charAt(word));
  }

  /// A few words, the first of them with a capital, that begin or end with what such groups are
  /// called.
  boolean is(Line line) {
    if (line.words() > MOST_WORDS) {
      return false;
    }
    var team = words.of(Use.TEAM);
    var bare = WrittenName.bare(line.plain());
    if (bare.isEmpty()
        || (line.words() < 2 && (!Plain.blankless(bare.codePointAt(0)) || bare.length() > LONGEST))
        || ENDING.ends(line.plain())
        || Character.isLowerCase(bare.codePointAt(0))
        || !Character.isLetter(bare.codePointAt(0))) {
      return false;
    }
    if (bare.equals(bare.toUpperCase(Locale.ROOT)) && !bare.equals(bare.toLowerCase(Locale.ROOT))) {
      return false;
    }
    var lower = WrittenName.bare(line.lower());
    var last = team.last(lower);
    boolean ends =
        last != null
            && last.end() == lower.length()
            && lower.length() == bare.length()
            && (!Character.isLowerCase(bare.charAt(last.start()))
                || capitalAbove(bare, last.start()));
    return ends || team.begins(lower);
  }
}
