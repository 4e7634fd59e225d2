/// Measures the server on the machine it is to run on: what its answers cost over HTTP beside a
/// yardstick, where there is much beside where there is little, and whether it returns to rest.
@NullMarked
package dev.hearken.bench;

import org.jspecify.annotations.NullMarked;
