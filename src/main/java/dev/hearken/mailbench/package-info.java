/// Measures what becomes of real mail, and how fast.
@NullMarked
package dev.hearken.mailbench;

import org.jspecify.annotations.NullMarked;
