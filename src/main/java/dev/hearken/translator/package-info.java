/// Services that translate, behind one interface. A room that knows neither comments nor sources.
@NullMarked
package dev.hearken.translator;

import org.jspecify.annotations.NullMarked;
