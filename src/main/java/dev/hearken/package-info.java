/// The one place that knows every room: it reads the settings, puts the rooms together and starts
/// them.
@NullMarked
package dev.hearken;

import org.jspecify.annotations.NullMarked;
