package dev.hearken.load;

import java.util.List;

/// What one part of a bench has found. As a record it is JSON.
public interface Part {
  /// For people.
  List<String> lines();

  /// Was everything answered rightly, and every goal reached?
  boolean passed();
}
