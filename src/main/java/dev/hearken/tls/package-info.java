/// Certificate and private key as people have them, in PEM files: read, checked against each other
/// and watched.
@NullMarked
package dev.hearken.tls;

import org.jspecify.annotations.NullMarked;
