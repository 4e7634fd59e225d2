/// From a mail to a comment: one way for all doors that mail comes in by.
@NullMarked
package dev.hearken.conversion;

import org.jspecify.annotations.NullMarked;
