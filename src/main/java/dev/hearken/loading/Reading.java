package dev.hearken.loading;

import dev.hearken.conversion.MailComment;

/// What became of a mail: a comment, or a reason why not.
sealed interface Reading {
  record Read(MailComment made) implements Reading {}

  /// @param reason a sentence that people understand
  record Failed(String reason) implements Reading {}
}
