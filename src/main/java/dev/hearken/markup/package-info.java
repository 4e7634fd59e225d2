/// The structure of a text that was HTML, as a tree whose leaves point into the text.
@NullMarked
package dev.hearken.markup;

import org.jspecify.annotations.NullMarked;
