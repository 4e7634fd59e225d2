/// The mail that a comment was made of, and what each of its lines was taken for.
@NullMarked
package dev.hearken.origin;

import org.jspecify.annotations.NullMarked;
