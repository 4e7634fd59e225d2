/// Comments and mails from files: lines of JSON, mails and mailboxes, archives. They come in by the
/// same ways as those that are sent.
@NullMarked
package dev.hearken.intake;

import org.jspecify.annotations.NullMarked;
