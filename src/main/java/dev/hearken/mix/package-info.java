/// The requests of which most benches are made, in their shares, and the scene in which they are
/// sent.
@NullMarked
package dev.hearken.mix;

import org.jspecify.annotations.NullMarked;
