package dev.hearken.translator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/// How one service writes its answers.
interface Dialect {
  /// The translated texts of an answer.
  ///
  /// @throws Nonsense when there are none where they should be
  List<String> texts(JsonNode body) throws Nonsense;

  /// What the service says of a refusal, for people; empty when it says nothing.
  ///
  /// @param body missing when it is no JSON
  String message(JsonNode body);

  /// What a refusal means, where the status alone does not say it.
  ///
  /// @param message what the service says
  default Optional<Meaning> meaning(int status, JsonNode body, String message) {
    return Optional.empty();
  }

  /// What becomes of a text whose translation was refused.
  enum Meaning {
    /// The service does not translate between these languages.
    NO_SUCH_PAIR,
    /// Later it may succeed.
    LATER,
    /// No more before the next day of the service begins.
    NEXT_DAY,
    NEVER
  }

  /// An answer that is not what the service promises.
  final class Nonsense extends Exception {
    Nonsense(String message) {
      super(message);
    }
  }
}
