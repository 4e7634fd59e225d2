package dev.hearken.http;

import java.time.Duration;

/// How much of the server one client, or all of them together, may take.
///
/// @param connections open at once; further ones wait in the kernel
/// @param requests at work at once; the excess waits for a moment and is refused. One that waits
///   for its client, for the next piece of a body or for a list to be taken, is not at work
/// @param idle a connection on which nothing moves for so long is closed
/// @param head the time in which line and headers of a request must be there, from their first byte
///   on
/// @param bodyBytesPerSecond a body that comes in more slowly is cut
/// @param bodyPatience over which time that is measured, counting only the waiting
/// @param requestsPerSecond for one token; 0 for any number
public record Limits(
    int connections,
    int requests,
    Duration idle,
    Duration head,
    long bodyBytesPerSecond,
    Duration bodyPatience,
    int requestsPerSecond) {
  /// The limits where nothing is set.
  public static final Limits STANDARD =
      new Limits(
          4_096,
          256,
          Duration.ofSeconds(60),
          Duration.ofSeconds(15),
          10 << 10,
          Duration.ofSeconds(30),
          0);

  /// What must have come in each time that [#bodyPatience] has been waited.
  long leastOfBody() {
    return bodyBytesPerSecond * bodyPatience.toMillis() / 1_000;
  }
}
