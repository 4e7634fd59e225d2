/// What all measuring stands on: a server that is there only to be measured, in this process or in
/// one of its own, those who ask it, many at once, and what came of it.
@NullMarked
package dev.hearken.load;

import org.jspecify.annotations.NullMarked;
