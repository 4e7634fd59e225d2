/// Which language a text is in. Pure: no clock, no database, no network.
@NullMarked
package dev.hearken.language;

import org.jspecify.annotations.NullMarked;
