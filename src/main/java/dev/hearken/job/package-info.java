/// Work that runs with nobody waiting: put into a table in the transaction that wants it, done once
/// by whichever server is free, again when that one dies.
@NullMarked
package dev.hearken.job;

import org.jspecify.annotations.NullMarked;
