/// The translation of comments into the language of their source: in the background, kept beside
/// what was uploaded, bought once for each text.
@NullMarked
package dev.hearken.translation;

import org.jspecify.annotations.NullMarked;
