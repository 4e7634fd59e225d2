/// HTML as mail carries it: parsed within limits, and turned into the text that a person would
/// read. Its structure stays in sight for those who look for quotes before it becomes text.
@NullMarked
package dev.hearken.html;

import org.jspecify.annotations.NullMarked;
