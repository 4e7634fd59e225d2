/// How far long work is, told to whoever waits for it.
@NullMarked
package dev.hearken.progress;

import org.jspecify.annotations.NullMarked;
