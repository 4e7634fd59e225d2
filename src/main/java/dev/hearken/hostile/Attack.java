package dev.hearken.hostile;

import dev.hearken.http.Route;

/// One thing that is done to the server, and what may come of it.
///
/// @param number with the seed, all it takes to make it again
/// @param route the one it began with
/// @param part how many of the bytes are sent, or sent at once
/// @param head whether the answer has no body
/// @param answers how many may come at most; one must
/// @param mayClose whether the connection may be closed without an answer
@SuppressWarnings("ArrayRecordComponent") // nobody compares them
record Attack(
    long number,
    String kind,
    Route route,
    byte[] bytes,
    Manner manner,
    int part,
    boolean head,
    int answers,
    boolean mayClose) {
  enum Manner {
    /// Sends it and reads the answer.
    WHOLE,
    /// Sends a part of it, ends its own side and reads the answer.
    HALF,
    /// Sends a part of it and is gone.
    CUT,
    /// Sends the rest byte by byte, until there is an answer.
    SLOW
  }
}
