package dev.hearken.translation;

import dev.hearken.translator.Translator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/// A service whose translations say what was asked: the text in capitals, with both languages
/// before it. Whatever a test wants it to do instead, it does.
public final class MarkingTranslator implements Translator {
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private volatile Limits limits = new Limits(50, 100_000, 5_000);
  private volatile Function<Call, Optional<Answer>> otherwise = _ -> Optional.empty();

  /// What it was asked.
  record Call(List<String> texts, String from, String to) {
    Answer translated() {
      return new Answer.Translated(
          texts.stream()
              .map(text -> "%s>%s %s".formatted(from, to, text.toUpperCase(Locale.ROOT)))
              .toList());
    }
  }

  /// Of the first word of a text, such as `es`; nothing is sure of others.
  static Optional<String> language(String text) {
    var word = text.strip().split("\\s", 2)[0];
    return word.matches("[a-z]{2}") ? Optional.of(word) : Optional.empty();
  }

  public Means means() {
    return new Means(this, MarkingTranslator::language, 64 << 20, Means.UNLIMITED);
  }

  void takes(int texts, int bytes, int characters) {
    limits = new Limits(texts, bytes, characters);
  }

  /// Answers otherwise from now on.
  ///
  /// @param answer nothing to translate
  void answers(Function<Call, Optional<Answer>> answer) {
    otherwise = answer;
  }

  void fails(String why, boolean retry, Duration after) {
    answers(_ -> Optional.of(new Answer.Failed(why, retry, after)));
  }

  void translates() {
    otherwise = _ -> Optional.empty();
  }

  List<Call> calls() {
    return List.copyOf(calls);
  }

  /// All texts that it was asked for, in their order.
  public List<String> asked() {
    var asked = new ArrayList<String>();
    calls.forEach(call -> asked.addAll(call.texts()));
    return asked;
  }

  void forget() {
    calls.clear();
  }

  @Override
  public String name() {
    return "marking";
  }

  @Override
  public Limits limits() {
    return limits;
  }

  @Override
  public Answer translate(List<String> texts, String from, String to) {
    var call = new Call(List.copyOf(texts), from, to);
    calls.add(call);
    return otherwise.apply(call).orElseGet(call::translated);
  }

  @Override
  public void close() {}
}
