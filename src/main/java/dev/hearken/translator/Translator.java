package dev.hearken.translator;

import java.time.Duration;
import java.util.List;

/// A service that translates texts. Safe for use by several threads.
///
/// It never throws for what the service does: a refusal, a cut line or nonsense is an [Answer].
public interface Translator extends AutoCloseable {
  /// What the service is called in settings, in the cache of translations and in messages to
  /// people.
  String name();

  /// How much goes into one call.
  Limits limits();

  /// Translates in one call.
  ///
  /// @param texts all in one language, within the limits
  /// @param from their language, an ISO 639-1 code
  /// @param to the language wanted, an ISO 639-1 code
  Answer translate(List<String> texts, String from, String to);

  @Override
  void close();

  /// @param texts the most texts in one call
  /// @param bytes the most bytes of all of them together in UTF-8
  /// @param characters the most characters of one text
  record Limits(int texts, int bytes, int characters) {}

  /// What became of a call.
  sealed interface Answer {
    /// @param texts in the order of what was sent, as many
    record Translated(List<String> texts) implements Answer {}

    /// The service does not translate between these languages.
    ///
    /// @param why for people
    record Skipped(String why) implements Answer {}

    /// @param why for people; without a key and without the text
    /// @param retry whether the same call may succeed later
    /// @param after what the service asks to be waited for, zero when it says nothing
    record Failed(String why, boolean retry, Duration after) implements Answer {}
  }
}
