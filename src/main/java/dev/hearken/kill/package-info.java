/// Kills a server of its own under write load, the whole of it or one of its processes, and looks
/// each time for everything that was acknowledged.
@NullMarked
package dev.hearken.kill;

import org.jspecify.annotations.NullMarked;
