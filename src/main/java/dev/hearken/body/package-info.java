/// Bodies too large to be held as a tree, read as streams under limits and as often as they are
/// needed.
@NullMarked
package dev.hearken.body;

import org.jspecify.annotations.NullMarked;
