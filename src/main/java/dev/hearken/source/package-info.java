/// Sources: where comments live, and what is decided about them as a whole.
@NullMarked
package dev.hearken.source;

import org.jspecify.annotations.NullMarked;
