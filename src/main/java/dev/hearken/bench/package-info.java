/// Measures the server on the machine it is to run on: what its answers cost over HTTP beside what
/// the same statements cost over plain JDBC.
@NullMarked
package dev.hearken.bench;

import org.jspecify.annotations.NullMarked;
