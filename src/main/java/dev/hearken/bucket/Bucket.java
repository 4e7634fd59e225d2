package dev.hearken.bucket;

import dev.hearken.database.Id;
import java.time.Instant;
import org.jdbi.v3.core.mapper.PropagateNull;

/// A store of raw e-mails, fed by an integration or by upload (wire contract 2.3).
public record Bucket(
    @PropagateNull Id id,
    String owner,
    String name,
    String title,
    String bucketType,
    Instant createdAt) {

  /// That it was made, for nothing of it changes. Clients up to release 0.15 need it.
  public Instant getUpdatedAt() {
    return createdAt;
  }
}
