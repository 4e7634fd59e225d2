package dev.hearken.retention;

import dev.hearken.database.Id;
import java.time.Instant;
import org.jdbi.v3.core.mapper.Nested;

/// How long what is in a source or a bucket is kept, as it was set.
///
/// @param holder the source or the bucket
/// @param ofBucket whether it is a bucket
record Rule(Id holder, boolean ofBucket, @Nested Retention retention, Instant setAt) {}
