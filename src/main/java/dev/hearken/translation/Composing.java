package dev.hearken.translation;

import dev.hearken.comment.SentBack;
import dev.hearken.translator.Translator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/// Makes of the texts of comments, and of what became of each, what becomes of the comments.
final class Composing {
  /// As long as an uploaded text may be, in code points.
  private static final int LONGEST_TEXT = 1 << 20;

  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final Translator translator;
  private final Function<String, Optional<String>> detector;

  Composing(Translator translator, Function<String, Optional<String>> detector) {
    this.translator = translator;
    this.detector = detector;
  }

  /// A comment that was read.
  ///
  /// @param texts the pieces of each part of its messages
  record Read(Slice.Waiting waiting, Translatable messages, Map<Translatable.Part, Pieces> texts) {}

  /// Reads a comment that has messages.
  Read read(Slice.Waiting waiting, String to) {
    var messages = Translatable.of(Objects.requireNonNull(waiting.messages()), to, detector);
    var limits = translator.limits();
    var texts = new LinkedHashMap<Translatable.Part, Pieces>();
    messages.parts().forEach(part -> texts.put(part, Pieces.of(part.text(), limits)));
    return new Read(waiting, messages, texts);
  }

  /// What comments want to have, by their languages.
  static Map<String, List<Buying.Want>> wants(List<Read> comments) {
    var wants = new LinkedHashMap<String, List<Buying.Want>>();
    for (var comment : comments) {
      comment
          .texts()
          .forEach((part, pieces) -> {
            var ofLanguage = wants.computeIfAbsent(part.from(), _ -> new ArrayList<>());
            for (var text : pieces.texts()) {
              ofLanguage.add(
                  new Buying.Want(text, comment.waiting().attempts(), comment.waiting().afresh()));
            }
          });
    }
    return wants;
  }

  /// Nothing when some of it was not asked for.
  ///
  /// @param outcomes of the texts, by their languages
  static Optional<Result> result(Read comment, Map<String, Map<String, Outcome>> outcomes) {
    var waiting = comment.waiting();
    var translated = new HashMap<Translatable.Part, String>();
    String skipped = null;
    Outcome.Later later = null;
    for (var each : comment.texts().entrySet()) {
      var ofLanguage = Objects.requireNonNull(outcomes.get(each.getKey().from()));
      var known = new ArrayList<String>();
      for (var text : each.getValue().texts()) {
        switch (Objects.requireNonNull(ofLanguage.get(text))) {
          case Outcome.Known found -> known.add(found.text());
          case Outcome.Skipped why -> skipped = why.why();
          case Outcome.Failed why -> {
            return Optional.of(Result.failed(waiting, why.why()));
          }
          case Outcome.Later why -> later = why;
          case Outcome.Unasked _ -> {
            return Optional.empty();
          }
        }
      }
      if (known.size() == each.getValue().texts().size()) {
        translated.put(each.getKey(), each.getValue().joined(known));
      }
    }
    if (later != null) {
      return Optional.of(
          Result.later(waiting, later.why(), patience(waiting.attempts(), later.after())));
    }
    if (translated.isEmpty()) {
      return Optional.of(
          skipped == null ? Result.nothing(waiting) : Result.skipped(waiting, skipped));
    }
    return Optional.of(composed(comment, translated));
  }

  private static Result composed(Read comment, Map<Translatable.Part, String> translated) {
    boolean tooLong =
        translated.values().stream()
            .anyMatch(text -> text.codePointCount(0, text.length()) > LONGEST_TEXT);
    if (tooLong) {
      return Result.failed(
          comment.waiting(),
          "The translation is longer than the %,d characters that a text may have."
              .formatted(LONGEST_TEXT));
    }
    var served = comment.messages().served(part -> Optional.ofNullable(translated.get(part)));
    return Result.done(comment.waiting(), served, SentBack.digest(served));
  }

  private static Duration patience(int attempts, Duration asked) {
    var wait = FIRST.multipliedBy(1L << Math.min(attempts, 16));
    wait = wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
    return wait.compareTo(asked) > 0 ? wait : asked;
  }
}
