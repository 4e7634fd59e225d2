/// Raw mail straight into a source, while the client waits.
@NullMarked
package dev.hearken.rawemail;

import org.jspecify.annotations.NullMarked;
