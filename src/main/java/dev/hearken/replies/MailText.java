package dev.hearken.replies;

import dev.hearken.clean.Cleaned;
import java.util.Optional;

/// A mail as it is measured: its Message-ID, and its text with every line marked.
public record MailText(String id, Cleaned cleaned) {
  /// Reads a mail's bytes; nothing when they cannot be read.
  public interface Reading {
    Optional<Parsed> parse(byte[] mail);
  }

  /// A mail that was read and is not cleaned yet, so that both can be timed.
  public interface Parsed {
    MailText clean();
  }
}
