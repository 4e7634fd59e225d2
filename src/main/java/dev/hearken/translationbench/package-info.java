/// Measures how well languages are told apart, and what translation costs and brings.
@NullMarked
package dev.hearken.translationbench;

import org.jspecify.annotations.NullMarked;
