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
}
