/// What the author of a parsed mail wrote: its texts cleaned, with what its HTML says of them.
@NullMarked
package dev.hearken.author;

import org.jspecify.annotations.NullMarked;
