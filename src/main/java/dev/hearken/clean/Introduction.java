package dev.hearken.clean;

/// Lines that say that a quotation follows.
///
/// @param end one past the last of them
/// @param alone does it stand for itself, so that what follows is not quoted?
record Introduction(int start, int end, Rule rule, boolean alone) {
  Introduction(int start, int end, Rule rule) {
    this(start, end, rule, false);
  }
}
