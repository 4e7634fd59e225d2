package dev.hearken.archive;

import java.util.List;
import java.util.Optional;

/// What is to be exported: a project, or only these of its sources.
///
/// @param sources their names, each once; empty for all, with all else that the project has
public record Wanted(String project, Optional<List<String>> sources) {
  public static Wanted whole(String project) {
    return new Wanted(project, Optional.empty());
  }

  /// @param names none for all
  public static Wanted of(String project, List<String> names) {
    return new Wanted(
        project,
        names.isEmpty()
            ? Optional.empty()
            : Optional.of(names.stream().distinct().sorted().toList()));
  }

  boolean isWhole() {
    return sources.isEmpty();
  }

  /// As a file of it is called.
  public String fileName() {
    return sources
            .filter(names -> names.size() == 1)
            .map(names -> project + "-" + names.getFirst())
            .orElse(project)
        + ".tar";
  }
}
