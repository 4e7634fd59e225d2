/// The front door: routes, callers, bodies, answers and the one envelope around them. It knows no
/// feature and no SQL; who a token belongs to is a question it asks through a function that is
/// handed to it.
@NullMarked
package dev.hearken.http;

import org.jspecify.annotations.NullMarked;
