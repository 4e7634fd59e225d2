package dev.hearken.conversion;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is known of a mail beside the mail.
///
/// @param commentId of the comment that it is to be
/// @param id what names it: its Message-ID, or what stands in for it
/// @param conversation that it belongs to; empty when that is not known
/// @param properties of the comment, beside those that the mail itself has
/// @param fixed names of properties that have this value whatever the mail says
/// @param attachments JSON that stands in for what the mail says; null when nothing does
public record Beside(
    String commentId,
    String id,
    String conversation,
    Map<String, Object> properties,
    Set<String> fixed,
    @Nullable String attachments) {
  public Beside {
    properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    fixed = Set.copyOf(fixed);
  }

  /// What the mail says of itself, where it says something.
  void say(Map<String, Object> properties, String name, String value) {
    if (!value.isBlank() && !(fixed.contains(name) && properties.containsKey(name))) {
      properties.put(name, value);
    }
  }
}
