/// How long what is in a source or a bucket is kept, and what removes it then.
@NullMarked
package dev.hearken.retention;

import org.jspecify.annotations.NullMarked;
