/// Bytes in the database: each content once in a source, in chunks, for as long as somebody holds
/// it. Whose they are, and who may read them, is the business of rooms above.
@NullMarked
package dev.hearken.content;

import org.jspecify.annotations.NullMarked;
