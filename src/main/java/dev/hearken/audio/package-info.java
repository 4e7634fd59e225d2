/// The recording that a comment may have: whatever bytes somebody put there, one recording a
/// comment, whether or not anybody can play it.
@NullMarked
package dev.hearken.audio;

import org.jspecify.annotations.NullMarked;
