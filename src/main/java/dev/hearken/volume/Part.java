package dev.hearken.volume;

import java.util.List;

/// What one part of the bench has found. As a record it is JSON.
interface Part {
  /// For people.
  List<String> lines();

  /// Was everything answered rightly, and every goal reached?
  boolean passed();
}
