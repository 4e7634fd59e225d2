/// Many comments to measure with: made up from a seed, put into sources of a server, sent and read
/// over HTTP, and the same written and read by hand over plain JDBC.
@NullMarked
package dev.hearken.stock;

import org.jspecify.annotations.NullMarked;
