package dev.hearken.clean;

import dev.hearken.words.Line;
import dev.hearken.words.Vocabulary;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A mail while its lines are being marked. A line without a mark is the sender's own so far.
final class Draft {
  private final Line[] lines;
  private final @Nullable Mark[] marks;
  private final @Nullable Rule[] rules;
  private final int[] next;
  private final BitSet code;

  /// By the marks that there are now; null until somebody asks.
  private @Nullable List<Endings.Stretch> endings;

  /// Where no signature is found by the marks that there are now.
  private Set<Endings.Stretch> settled = new HashSet<>();

  /// How many lines of dashes there are; -1 until somebody asks.
  private int dashes = -1;

  Draft(String text, Vocabulary words) {
    lines = words.linesOf(text).toArray(new Line[0]);
    marks = new Mark[lines.length];
    rules = new Rule[lines.length];
    next = new int[lines.length + 1];
    next[lines.length] = lines.length;
    code = code(lines);
    for (int i = lines.length - 1; i >= 0; i--) {
      next[i] = lines[i].blank() ? next[i + 1] : i;
    }
  }

  /// The lines between two fences of Markdown.
  private static BitSet code(Line[] lines) {
    var code = new BitSet();
    int fence = -1;
    for (int i = 0; i < lines.length; i++) {
      if (lines[i].odd() && lines[i].text().startsWith("```")) {
        code.set(Math.max(fence, 0), fence < 0 ? 0 : i);
        fence = fence < 0 ? i : -1;
      }
    }
    return code;
  }

  /// Is it code between two fences, that quotes nobody and signs nothing?
  boolean code(int i) {
    return code.get(i);
  }

  int size() {
    return lines.length;
  }

  Line line(int i) {
    return lines[i];
  }

  List<Line> lines(int from, int end) {
    return Arrays.asList(lines).subList(from, end);
  }

  /// The first line from here on that is not blank, or the number of lines.
  int filled(int i) {
    return next[Math.min(i, lines.length)];
  }

  /// The last line above this one that is not blank, or -1.
  int filledAbove(int i) {
    int above = i - 1;
    while (above >= 0 && blank(above)) {
      above--;
    }
    return above;
  }

  /// The end without the blank lines before it, down to where it begins.
  int trimmed(int from, int end) {
    int trimmed = end;
    while (trimmed > from && blank(trimmed - 1)) {
      trimmed--;
    }
    return trimmed;
  }

  /// How many lines of the whole mail look like the one above a signature, quoted ones aside.
  int dashes() {
    if (dashes < 0) {
      dashes = 0;
      for (int i = 0; i < lines.length; i++) {
        dashes += marks[i] != Mark.QUOTE && Delimiters.dashes(lines[i]) ? 1 : 0;
      }
    }
    return dashes;
  }

  @Nullable Mark mark(int i) {
    return marks[i];
  }

  Rule rule(int i) {
    var rule = rules[i];
    return rule == null ? Rule.OWN : rule;
  }

  boolean blank(int i) {
    return next[i] != i;
  }

  boolean own(int i) {
    return marks[i] == null && !blank(i);
  }

  /// Where signatures and footers are looked for, from the last place up.
  List<Endings.Stretch> endings() {
    var known = endings;
    if (known == null) {
      known = Endings.of(this);
      endings = known;
    }
    return known;
  }

  /// No signature is found here by the marks that there are now.
  void settle(Endings.Stretch stretch) {
    settled.add(stretch);
  }

  /// Was none found here, and nothing marked since?
  boolean settled(Endings.Stretch stretch) {
    return settled.contains(stretch);
  }

  void mark(int from, int to, Mark mark, Rule rule) {
    for (int i = from; i < to; i++) {
      if (!blank(i)) {
        turn(i, mark, rule);
      }
    }
  }

  /// Marks again what had this mark.
  void turn(int i, @Nullable Mark mark, Rule rule) {
    marks[i] = mark;
    rules[i] = rule;
    endings = null;
    if (!settled.isEmpty()) {
      settled = new HashSet<>();
    }
  }

  boolean anyOwn() {
    return ownBefore(lines.length);
  }

  boolean ownBefore(int end) {
    for (int i = 0; i < end; i++) {
      if (own(i)) {
        return true;
      }
    }
    return false;
  }
}
