package dev.hearken.clean;

import dev.hearken.words.Line;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A mail while its lines are being marked. A line without a mark is the sender's own so far.
final class Draft {
  final List<Line> lines = new ArrayList<>();
  private final @Nullable Mark[] marks;
  private final @Nullable Rule[] rules;
  private final int[] next;

  /// How many lines of dashes there are; -1 until somebody asks.
  private int dashes = -1;

  Draft(String text) {
    int start = 0;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      lines.add(Line.of(text.substring(start, end)));
      start = end + 1;
    }
    lines.add(Line.of(text.substring(start)));
    marks = new Mark[lines.size()];
    rules = new Rule[lines.size()];
    next = new int[lines.size() + 1];
    next[lines.size()] = lines.size();
    for (int i = lines.size() - 1; i >= 0; i--) {
      next[i] = lines.get(i).blank() ? next[i + 1] : i;
    }
  }

  int size() {
    return lines.size();
  }

  Line line(int i) {
    return lines.get(i);
  }

  /// The first line from here on that is not blank, or the number of lines.
  int filled(int i) {
    return next[Math.min(i, lines.size())];
  }

  /// How many lines of the whole mail look like the one above a signature, quoted ones aside.
  int dashes() {
    if (dashes < 0) {
      dashes = 0;
      for (int i = 0; i < lines.size(); i++) {
        dashes += marks[i] != Mark.QUOTE && Delimiters.dashes(lines.get(i)) ? 1 : 0;
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

  boolean own(int i) {
    return marks[i] == null && !lines.get(i).blank();
  }

  void mark(int from, int to, Mark mark, Rule rule) {
    for (int i = from; i < to; i++) {
      if (!lines.get(i).blank()) {
        marks[i] = mark;
        rules[i] = rule;
      }
    }
  }

  /// Marks again what had this mark.
  void turn(int i, @Nullable Mark mark, Rule rule) {
    marks[i] = mark;
    rules[i] = rule;
  }

  boolean anyOwn() {
    return ownBefore(lines.size());
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
