package dev.hearken.clean;

import dev.hearken.words.Line;
import dev.hearken.words.Phrases;
import dev.hearken.words.SignSet;
import dev.hearken.words.Vocabulary;
import dev.hearken.words.Vocabulary.Use;
import dev.hearken.words.WrittenName;

/// "Sent from my …", and what else programs sign with.
final class Devices {
  private static final SignSet PARTING = SignSet.of(",.;!?");
  private static final int BRIEF = 78;
  private static final int MOST_EXCUSING = 14;

  private final Phrases sentFrom;
  private final Phrases devices;

  Devices(Vocabulary words) {
    sentFrom = words.of(Use.SENT_FROM);
    devices = words.of(Use.DEVICE);
  }

  /// Where such a line stands near the end, or the end.
  int start(Draft draft, int from, int end) {
    int lines = 0;
    for (int i = end - 1; i >= from && lines < 4; i--) {
      var line = draft.line(i);
      if (line.blank()) {
        continue;
      }
      lines++;
      if (sentFrom(line, i == 0 || draft.blank(i - 1) || lines == 1)) {
        return i;
      }
      if (line.plain().length() > BRIEF) {
        break;
      }
    }
    return end;
  }

  private boolean sentFrom(Line line, boolean apart) {
    if (line.plain().startsWith("[") || !sentFrom.mayBeIn(line)) {
      return false;
    }
    var lower = WrittenName.bare(line.lower());
    boolean begins = sentFrom.begins(lower);
    if (!begins && !(line.plain().length() <= 60 && sentFrom.in(lower))) {
      return false;
    }
    int cut = 0;
    while (cut < lower.length() && !PARTING.has(lower.charAt(cut))) {
      cut++;
    }
    var head = lower.substring(0, cut);
    if (devices.in(head) && line.words() <= 30 && (begins || line.words() <= 8)) {
      return true;
    }
    // "Please excuse typos, sent from my phone."
    var rest = WrittenName.bare(lower.substring(Math.min(cut + 1, lower.length())));
    if (begins
        && apart
        && line.words() <= MOST_EXCUSING
        && sentFrom.begins(rest)
        && devices.in(rest)) {
      return true;
    }
    return begins
        && apart
        && cut == lower.length()
        && line.words() <= 8
        && line.words() > 2
        && !line.sentence()
        && lower.startsWith("sent from");
  }
}
