/// Raw mail as a message: bytes in, message out. Mail is hostile, so everything here has a limit,
/// and nothing here knows a clock, a database or a setting.
@NullMarked
package dev.hearken.mime;

import org.jspecify.annotations.NullMarked;
