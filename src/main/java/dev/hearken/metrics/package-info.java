/// How the server is doing, in figures for a monitoring system.
@NullMarked
package dev.hearken.metrics;

import org.jspecify.annotations.NullMarked;
