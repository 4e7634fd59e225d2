/// What stands in the header of a mail, in all the forms in which it is written: words in foreign
/// character sets, parameters, addresses, dates, ids of other mails.
@NullMarked
package dev.hearken.header;

import org.jspecify.annotations.NullMarked;
