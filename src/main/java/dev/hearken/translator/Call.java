package dev.hearken.translator;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.List;
import java.util.Map;

/// One call of a service over HTTP.
///
/// @param texts that are sent with it
/// @param headers besides the kind of the body; they may hold a key
record Call(URI address, Map<String, String> headers, JsonNode body, List<String> texts) {
  /// Without the body and the headers: a record would show them.
  @Override
  public String toString() {
    return "Call[%d texts]".formatted(texts.size());
  }
}
