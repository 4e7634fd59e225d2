package dev.hearken.kill;

import java.util.List;
import java.util.random.RandomGenerator;

/// What one writer knows of what he has written: what was acknowledged, and what was sent without
/// an answer, which may or may not be there.
interface Ledger {
  /// Something to be written, and whom to tell what came of it.
  interface Write {
    byte[] request(String token);

    /// @param answer its body
    void acknowledge(String answer);

    /// What came of it is not known.
    void doubt();
  }

  /// The next write, noted as sent.
  Write next(RandomGenerator random);

  /// Has it not yet had an acknowledgement of everything that it is there to try?
  boolean isWanting();

  /// How many writes were acknowledged.
  long acknowledged();

  /// Compares with what is there, and takes it for settled.
  ///
  /// @return a line for each thing that is not as it must be
  List<String> settle(Inspection found);
}
