/// The pages, the description of the API and the routes that serve them. It has no private way to
/// data: what a page shows it asks of the public API.
@NullMarked
package dev.hearken.ui;

import org.jspecify.annotations.NullMarked;
