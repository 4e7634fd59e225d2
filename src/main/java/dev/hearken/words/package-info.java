/// The words by which mails are read, in all languages, and what a line shows without knowing its
/// language: dates, addresses, marks, names. Pure; the words stand in data files.
@NullMarked
package dev.hearken.words;

import org.jspecify.annotations.NullMarked;
