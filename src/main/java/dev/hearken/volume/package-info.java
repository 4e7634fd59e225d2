/// Measures comments where there are many: sync and pages beside what is written by hand over plain
/// JDBC, the cost with millions of rows beside that with thousands, memory, a mix of everything,
/// and purges.
@NullMarked
package dev.hearken.volume;

import org.jspecify.annotations.NullMarked;
