/// What the sender of a mail wrote now, apart from what he quoted, how he signed and what others
/// put below: every line gets a mark and the name of the rule that gave it. Pure: text in, lines
/// out; the words of each language stand in data files.
@NullMarked
package dev.hearken.clean;

import org.jspecify.annotations.NullMarked;
