/// Measures how fast files of comments come in and go out, beside plain copies through the same
/// HTTP server.
@NullMarked
package dev.hearken.filebench;

import org.jspecify.annotations.NullMarked;
