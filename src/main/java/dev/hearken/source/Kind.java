package dev.hearken.source;

import dev.hearken.http.Refusal;
import dev.hearken.http.Shown;
import java.util.regex.Pattern;

/// What the comments of a source are. Clients know `call`, `chat`, `unknown`, `ixp_design` and
/// `ixp_runtime`, and carry any other along.
record Kind(String wire) {
  static final int LONGEST = 64;

  private static final Pattern LEGAL = Pattern.compile("[a-z_]{1,64}");

  static final Kind UNKNOWN = new Kind("unknown");

  Kind {
    if (!LEGAL.matcher(wire).matches()) {
      throw new Refusal.Invalid(
          "The field 'source._kind' is %s; it must be 1 to 64 characters of a-z and '_'."
              .formatted(Shown.of(wire)));
    }
  }
}
