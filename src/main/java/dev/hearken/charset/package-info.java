/// Bytes to text, by the name of a character set when it fits, by a guess when it is missing or
/// wrong.
@NullMarked
package dev.hearken.charset;

import org.jspecify.annotations.NullMarked;
