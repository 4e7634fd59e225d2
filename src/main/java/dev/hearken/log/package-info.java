/// How the log looks: one line a record, as text for people or as JSON for programs.
@NullMarked
package dev.hearken.log;

import org.jspecify.annotations.NullMarked;
