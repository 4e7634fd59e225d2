/// Raw mail: it is put into a bucket, kept as it is, and given back page by page.
@NullMarked
package dev.hearken.email;

import org.jspecify.annotations.NullMarked;
