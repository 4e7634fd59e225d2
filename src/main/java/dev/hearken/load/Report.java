package dev.hearken.load;

/// What a command that measures has found. As a record it is the JSON.
public interface Report {
  /// For people.
  String table();

  /// Is everything as it should be? Otherwise the command ends with 1.
  boolean passed();
}
