/// Comments that hang together: the threads of a source, and what can be said of each, computed
/// when it is asked for.
@NullMarked
package dev.hearken.thread;

import org.jspecify.annotations.NullMarked;
