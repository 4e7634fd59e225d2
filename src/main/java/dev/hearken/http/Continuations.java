package dev.hearken.http;

import java.util.function.Supplier;

/// Where a page ended, as a text that clients send back and cannot make themselves: the key of its
/// last row, under a [Seal].
public final class Continuations {
  private final Seal seal;

  /// @param key the installation's, which never changes; asked for at the first use
  public Continuations(Supplier<byte[]> key) {
    this.seal = new Seal(key);
  }

  /// @param list which list it belongs to: it opens no other
  /// @param position the key of the last row
  public String seal(String list, byte[] position) {
    return seal.close(list, position);
  }

  /// The position in a continuation that this installation gave out.
  ///
  /// @throws Refusal.Invalid for any other text
  public byte[] open(String list, String continuation) {
    return seal.open(list, continuation)
        .orElseThrow(() ->
            new Refusal.Invalid(
                "The continuation %s is none of this list: send the one that the page before ended with, or none to begin."
                    .formatted(Shown.of(continuation))));
  }
}
