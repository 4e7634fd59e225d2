package dev.hearken.loading;

import java.util.List;

/// A slice and what became of its mails.
///
/// @param outcomes empty when nothing was found, or a mail that is too large to be read with others
record Batch(Slice slice, List<Outcome> outcomes) {
  Batch {
    outcomes = List.copyOf(outcomes);
  }
}
