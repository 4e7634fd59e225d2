/// Raw mail becomes comments: what waits for a source is read, converted and stored by a job, once
/// in effect however often it dies, and how far it is can be asked.
@NullMarked
package dev.hearken.loading;

import org.jspecify.annotations.NullMarked;
