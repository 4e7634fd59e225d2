/// How many comments there are: all of a source, or those that a filter lets through.
@NullMarked
package dev.hearken.statistics;

import org.jspecify.annotations.NullMarked;
