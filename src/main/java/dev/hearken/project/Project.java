package dev.hearken.project;

import dev.hearken.database.Id;
import java.time.Instant;

/// An owner of sources and buckets, in which users get their permissions (wire contract 2.6).
public record Project(
    Id id, String name, String title, String description, Instant createdAt, Instant updatedAt) {
  /// Longest title, in code points; of sources and buckets as well.
  public static final int LONGEST_TITLE = 128;

  /// Longest description, in code points; of sources as well.
  public static final int LONGEST_DESCRIPTION = 16_384;

  /// The title of what was given none: its name, as far as a title may be long, so that what is
  /// read can be sent back.
  public static String titleFrom(String name) {
    return name.substring(0, Math.min(name.length(), LONGEST_TITLE));
  }
}
