package dev.hearken.translation;

import dev.hearken.http.Json;
import dev.hearken.translator.Translator;
import dev.hearken.translator.Translator.Answer;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Has texts translated that nobody has had translated before: each once, as many in one call as
/// the service takes, and none that may not be sent. No connection is held meanwhile.
final class Buying {
  private static final System.Logger LOG = System.getLogger(Buying.class.getName());

  /// A text that failed so often is tried with fewer others each time, for one of them may be why.
  private static final int PATIENCE = 3;

  /// When it is looked again whether another month has begun.
  private static final Duration SPENT = Duration.ofMinutes(1);

  private final Translator translator;
  private final TranslationCache cache;
  private final MonthlyBudget budget;
  private final Halt halt;

  Buying(Translator translator, TranslationCache cache, MonthlyBudget budget, Halt halt) {
    this.translator = translator;
    this.cache = cache;
    this.budget = budget;
    this.halt = halt;
  }

  /// A text that somebody wants to have.
  ///
  /// @param attempts how often it has failed
  /// @param afresh whether what is known is not good enough
  record Want(String text, int attempts, boolean afresh) {
    Want and(Want other) {
      return new Want(text, Math.max(attempts, other.attempts), afresh || other.afresh);
    }
  }

  /// What became of all texts, and how many characters were sent.
  record Bought(Map<String, Outcome> outcomes, long characters) {}

  /// @param wants all in one language
  Bought buy(Collection<Want> wants, String from, String to) {
    var different = new LinkedHashMap<String, Want>();
    wants.forEach(want -> different.merge(want.text(), want, Want::and));
    var purchase = new Purchase(from, to);
    var asked = different.values().stream().filter(want -> !want.afresh()).map(Want::text).toList();
    cache
        .find(asked, from, to)
        .forEach((text, known) -> purchase.outcomes.put(text, new Outcome.Known(known)));
    different.keySet().removeAll(purchase.outcomes.keySet());
    batches(different.values()).forEach(purchase::ask);
    different.keySet().forEach(text -> purchase.outcomes.putIfAbsent(text, Outcome.UNASKED));
    return new Bought(purchase.outcomes, purchase.characters);
  }

  /// As many in each as the service takes.
  private List<List<String>> batches(Collection<Want> wants) {
    var limits = translator.limits();
    int all = Math.min(limits.texts(), wants.size());
    var open = new HashMap<Integer, Batch>();
    var batches = new ArrayList<List<String>>();
    for (var want : wants) {
      int fewer = Math.clamp(want.attempts() + 1 - PATIENCE, 0, 16);
      int most = fewer == 0 ? limits.texts() : Math.max(1, all >> fewer);
      int bytes = size(want.text());
      var batch = open.get(fewer);
      if (batch == null || batch.texts.size() >= most || batch.bytes + bytes > limits.bytes()) {
        batch = new Batch();
        open.put(fewer, batch);
        batches.add(batch.texts);
      }
      batch.texts.add(want.text());
      batch.bytes += bytes;
    }
    return batches;
  }

  private static final class Batch {
    private final List<String> texts = new ArrayList<>();
    private long bytes;
  }

  private static int size(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /// Of texts in one language.
  private final class Purchase {
    private final String from;
    private final String to;
    private final Map<String, Outcome> outcomes = new HashMap<>();
    private long characters;

    Purchase(String from, String to) {
      this.from = from;
      this.to = to;
    }

    private void ask(List<String> texts) {
      if (halt.holds()) {
        return;
      }
      long count = texts.stream().mapToLong(text -> text.codePointCount(0, text.length())).sum();
      var month = budget.take(count);
      if (month.isEmpty()) {
        spent(texts);
        return;
      }
      var answer = translator.translate(texts, from, to);
      if (answer instanceof Answer.Translated translated) {
        characters += count;
        halt.succeeded();
        keep(texts, translated.texts());
        return;
      }
      budget.giveBack(month.get(), count);
      refused(texts, answer);
    }

    /// What is left of the month may do for some of them.
    private void spent(List<String> texts) {
      if (texts.size() > 1) {
        inHalves(texts);
      } else {
        halt.rest(
            "The %,d characters that may be sent in a month are spent; it goes on in the next one."
                .formatted(budget.limit()),
            SPENT);
      }
    }

    private void inHalves(List<String> texts) {
      int half = (texts.size() + 1) / 2;
      ask(texts.subList(0, half));
      if (half < texts.size()) {
        ask(texts.subList(half, texts.size()));
      }
    }

    private void keep(List<String> texts, List<String> translations) {
      var known = new HashMap<String, String>();
      for (int i = 0; i < texts.size(); i++) {
        var text = texts.get(i);
        var translation = translations.get(i);
        var unstorable = Json.unstorable(translation);
        if (unstorable.isPresent()) {
          settle(text, new Outcome.Failed("The translation holds " + unstorable.get() + "."));
        } else if (translation.isBlank()) {
          settle(text, new Outcome.Failed("The translation is empty."));
        } else {
          known.put(text, translation);
          settle(text, new Outcome.Known(translation));
        }
      }
      cache.put(known, from, to);
    }

    private void refused(List<String> texts, Answer answer) {
      switch (answer) {
        case Answer.Translated _ -> throw new IllegalArgumentException();
        case Answer.Skipped skipped -> {
          halt.succeeded();
          texts.forEach(text -> settle(text, new Outcome.Skipped(skipped.why())));
        }
        case Answer.Failed failed when failed.retry() -> {
          LOG.log(Level.DEBUG, () -> "A call of the translator failed: " + failed.why());
          halt.failed(failed.why(), failed.after());
          texts.forEach(text -> settle(text, new Outcome.Later(failed.why(), failed.after())));
        }
        case Answer.Failed failed -> {
          halt.succeeded();
          failed(texts, failed.why());
        }
      }
    }

    /// One text may be the reason for all of them, or none, as when the key is wrong: then the
    /// first and the last one alone are refused alike.
    private void failed(List<String> texts, String why) {
      if (texts.size() == 1) {
        settle(texts.getFirst(), new Outcome.Failed(why));
        return;
      }
      ask(List.of(texts.getFirst()));
      ask(List.of(texts.getLast()));
      var between = texts.subList(1, texts.size() - 1);
      var same = new Outcome.Failed(why);
      if (same.equals(outcomes.get(texts.getFirst()))
          && same.equals(outcomes.get(texts.getLast()))) {
        between.forEach(text -> settle(text, same));
      } else if (!between.isEmpty()) {
        inHalves(between);
      }
    }

    private void settle(String text, Outcome outcome) {
      outcomes.put(Objects.requireNonNull(text), outcome);
    }
  }
}
