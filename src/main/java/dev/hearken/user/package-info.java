/// Who may do what: users, their tokens, what each permission implies, and what a membership
/// allows.
@NullMarked
package dev.hearken.user;

import org.jspecify.annotations.NullMarked;
