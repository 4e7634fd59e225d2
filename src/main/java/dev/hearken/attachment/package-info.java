/// The files that belong to comments: uploaded before the comment that names them, and downloaded
/// by a reference that nobody can guess. Those of a comment that was made of a mail are cut out of
/// the mail.
@NullMarked
package dev.hearken.attachment;

import org.jspecify.annotations.NullMarked;
