/// The messages of a source: they come in by sync, go out one by one and page by page, and are
/// deleted. What a source calls sensitive leaves only for those who may see it.
@NullMarked
package dev.hearken.comment;

import org.jspecify.annotations.NullMarked;
