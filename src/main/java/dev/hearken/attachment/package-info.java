/// The files that belong to comments: uploaded before the comment that names them, and downloaded
/// by a reference that nobody can guess.
@NullMarked
package dev.hearken.attachment;

import org.jspecify.annotations.NullMarked;
