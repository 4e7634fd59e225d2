package dev.hearken.clean;

import java.util.Locale;

/// What a line of a mail is.
public enum Mark {
  /// What this sender wrote now.
  BODY,
  /// What was written before, by others or by himself, with the lines that introduce it.
  QUOTE,
  /// How he signed.
  SIGNATURE,
  /// What lists, providers and lawyers put below.
  FOOTER;

  /// As people read it.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
