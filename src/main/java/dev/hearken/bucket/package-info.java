/// Buckets: where raw mail lives before it becomes comments.
@NullMarked
package dev.hearken.bucket;

import org.jspecify.annotations.NullMarked;
