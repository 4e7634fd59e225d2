/// Everything out: a project, or some of its sources, as one archive that any tool can read
/// (docs/export-format.md). All of it is as the database was at one moment.
@NullMarked
package dev.hearken.archive;

import org.jspecify.annotations.NullMarked;
