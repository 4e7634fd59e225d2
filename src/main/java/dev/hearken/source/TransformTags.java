package dev.hearken.source;

import dev.hearken.http.Refusal;
import dev.hearken.http.Shown;
import java.util.Set;

/// The recipes by which raw e-mails become comments, by the tag that names each:
/// `name.number.CODE`.
final class TransformTags {
  /// Longest tag that is looked at, in code points.
  static final int LONGEST = 256;

  private static final Set<String> KNOWN = Set.of("generic.0.CONVKER5");

  private TransformTags() {}

  static boolean known(String tag) {
    return KNOWN.contains(tag);
  }

  static Refusal unknown(String tag) {
    return new Refusal.Unacceptable(
        "The value %s is not a valid transform tag. Known: %s."
            .formatted(Shown.of(tag), String.join(", ", KNOWN)));
  }
}
