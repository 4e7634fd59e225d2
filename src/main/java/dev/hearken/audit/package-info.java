/// Who did what to which thing, as far as it is read: the lines are written by the statements that
/// do the work, in the rooms that do it.
@NullMarked
package dev.hearken.audit;

import org.jspecify.annotations.NullMarked;
