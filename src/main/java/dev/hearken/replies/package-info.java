/// Measures how well mails are cleaned, against what a person kept of them; docs/labels.md tells of
/// the labels.
@NullMarked
package dev.hearken.replies;

import org.jspecify.annotations.NullMarked;
