/// What requests cost without the server: the statements that it was seen to execute for them, over
/// plain JDBC.
@NullMarked
package dev.hearken.yardstick;

import org.jspecify.annotations.NullMarked;
