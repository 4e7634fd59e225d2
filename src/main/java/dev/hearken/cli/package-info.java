/// The commands for administration. They work on the database of the settings, whether the server
/// runs or not.
@NullMarked
package dev.hearken.cli;

import org.jspecify.annotations.NullMarked;
