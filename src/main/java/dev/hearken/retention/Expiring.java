package dev.hearken.retention;

import dev.hearken.database.Id;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What can be kept for a time: the comments of a source, or the mails of a bucket.
interface Expiring {
  /// What would go.
  ///
  /// @param oldest the times that it bears
  record Due(long count, @Nullable Instant oldest, @Nullable Instant newest) {}

  /// Where a walk is: behind what was looked at last.
  record Place(Instant timestamp, ByteBuffer key) {
    static final Place BEGINNING =
        new Place(Instant.parse("-4712-01-01T00:00:00Z"), ByteBuffer.allocate(0));
  }

  /// @param next where the walk goes on; null at its end
  record Taken(long count, @Nullable Place next) {}

  /// Counts what would go.
  ///
  /// @param before what is older would
  Due due(Handle handle, Id holder, Retention retention, Instant before);

  /// Looks at some and removes what is older, unless other settings hold by now.
  Taken take(Handle handle, Rule rule, Place after, Instant before);
}
