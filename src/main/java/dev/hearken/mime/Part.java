package dev.hearken.mime;

import java.util.List;

/// A part of a mail.
sealed interface Part {
  PartHeader header();

  /// @param place its number among all leaves of the mail
  /// @param raw as it travels
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Leaf(PartHeader header, int place, byte[] raw) implements Part {}

  record Group(PartHeader header, List<Part> parts) implements Part {}
}
