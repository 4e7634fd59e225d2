package dev.hearken.clean;

import dev.hearken.words.Line;
import dev.hearken.words.Phrases;
import dev.hearken.words.Plain;
import dev.hearken.words.SignSet;
import dev.hearken.words.Vocabulary;
import dev.hearken.words.Vocabulary.Use;

/// "Kind regards," and the like, alone in a line or with the name behind it.
final class Closings {
  private static final SignSet BEFORE = SignSet.of("-*_~ \u2013\u2014\u00a1");
  private static final SignSet BEHIND = SignSet.of("-*_~ .,;!:)\u3002\uff0c\u2026");
  private static final SignSet PARTING = SignSet.of(",-\u2013\u2014./");
  private static final SignSet JOINING = SignSet.of(" ,&/+-\u2013\u2014.!\u3001");
  private static final int MOST_WORDS = 7;
  private static final int MOST_GOING_ON = 9;
  private static final int MOST_FORMAL = 24;

  private final Phrases phrases;

  Closings(Vocabulary words) {
    phrases = words.of(Use.CLOSING);
  }

  /// Is the line a closing and nothing else?
  boolean alone(Line line) {
    if (!mayClose(line)) {
      return line.odd() && line.words() <= MOST_FORMAL && (formal(line) || translated(line));
    }
    var core = core(line);
    int end = end(core);
    return end > 0 && end >= core.length();
  }

  /// Does it hold one of several words among a few others: "Get well soon and best regards from the
  /// crew"?
  boolean holds(Line line) {
    if (line.words() > MOST_GOING_ON || line.sentence() || line.linked()) {
      return false;
    }
    var lower = line.lower();
    var last = phrases.last(lower);
    return last != null && lower.substring(last.start(), last.end()).indexOf(' ') > 0;
  }

  /// Does a text end with one?
  boolean endsWith(String plain) {
    var lower = Plain.lower(plain).strip();
    var last = phrases.last(lower);
    return last != null && last.end() == lower.length();
  }

  /// One that begins and ends as closings do, which hardly any language has whose letters are all
  /// of English: "Veuillez agréer, Madame, l'expression de nos salutations distinguées."
  private boolean formal(Line line) {
    if (line.words() <= MOST_WORDS || !phrases.mayBegin(line)) {
      return false;
    }
    var core = core(line);
    int begun = phrases.at(core, 0);
    var last = begun > 0 ? phrases.last(core) : null;
    return last != null && last.start() >= begun && last.end() == core.length();
  }

  /// One of a language that is not known, with another behind it: "Kær kveðja / best regards".
  private boolean translated(Line line) {
    int stroke = line.words() <= MOST_WORDS ? line.plain().lastIndexOf('/') : -1;
    return stroke > 0
        && phrases.is(BEFORE.behind(core(line).substring(core(line).lastIndexOf('/') + 1)));
  }

  /// A closing that begins the line and goes on for a few words: "Thanks again for your help,".
  boolean goesOn(Line line) {
    return line.plain().endsWith(",")
        && line.words() <= MOST_GOING_ON
        && phrases.mayBegin(line)
        && phrases.begins(core(line));
  }

  /// Does it begin like a closing: "Thanks in advance for any help."?
  boolean begins(Line line) {
    return mayClose(line) && phrases.begins(core(line));
  }

  private boolean mayClose(Line line) {
    return line.words() <= MOST_WORDS && phrases.mayBegin(line);
  }

  /// What stands behind a closing in its line, or the empty string.
  String name(Line line) {
    if (!mayClose(line)) {
      return "";
    }
    var core = core(line);
    int end = end(core);
    if (end <= 0 || end >= core.length()) {
      return "";
    }
    int start = line.lower().indexOf(core);
    return line.plain().length() == line.lower().length()
        ? line.plain().substring(start + end).strip()
        : "";
  }

  /// Is there something between both, a comma or a dash?
  boolean parted(Line line) {
    var core = core(line);
    int end = end(core);
    while (end > 0 && end <= core.length() && core.charAt(end - 1) == ' ') {
      end--;
    }
    return end > 0 && end <= core.length() && PARTING.has(core.charAt(end - 1));
  }

  /// Where the closings end that this begins with, with what joins them.
  private int end(String core) {
    int end = phrases.at(core, 0);
    while (end > 0 && end < core.length()) {
      int i = end;
      while (i < core.length() && JOINING.has(core.charAt(i))) {
        i++;
      }
      int next = phrases.at(core, i);
      if (next < 0) {
        int blank = core.indexOf(' ', i);
        next = blank > i && blank - i <= 3 ? phrases.at(core, blank + 1) : -1;
      }
      if (next < 0) {
        return i;
      }
      end = next;
    }
    return end;
  }

  private static String core(Line line) {
    var lower = line.lower();
    int start = BEFORE.before(lower);
    return lower.substring(start, BEHIND.end(lower, start));
  }
}
