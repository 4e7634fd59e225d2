/// Recipes by which raw mail becomes comments, and the tags that name them.
@NullMarked
package dev.hearken.recipe;

import org.jspecify.annotations.NullMarked;
