package dev.hearken.load;

import java.nio.file.Path;
import java.util.List;

/// How a server is started in a process of its own, as a user starts one.
@FunctionalInterface
public interface Launch {
  /// @param folder its data folder
  /// @param token of its administrator
  /// @param options for its Java, which win over others
  ProcessBuilder of(Path folder, String token, List<String> options);
}
