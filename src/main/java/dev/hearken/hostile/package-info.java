/// Sends the server what hostile and broken clients send, and looks whether anything but a proper
/// refusal comes back.
@NullMarked
package dev.hearken.hostile;

import org.jspecify.annotations.NullMarked;
