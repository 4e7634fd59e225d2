/// Projects: the owners of sources and buckets, and the names under which things in them are found.
@NullMarked
package dev.hearken.project;

import org.jspecify.annotations.NullMarked;
