package dev.hearken.load;

import java.io.IOException;
import java.io.PrintStream;

/// What a command measures with.
///
/// @param opening starts a server in this process
/// @param launch starts one in a process of its own
/// @param out where it says what it found
public record Instruments(Subject.Opening opening, Launch launch, PrintStream out) {
  /// A server in this process, of which nothing is left in the end.
  public Laboratory laboratory() throws IOException {
    return Laboratory.open(opening);
  }
}
