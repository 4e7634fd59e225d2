package dev.hearken.kill;

import java.nio.file.Path;

/// How a server is started in a process of its own, as a user starts one.
@FunctionalInterface
public interface Launch {
  /// @param folder its data folder
  /// @param token of its administrator
  ProcessBuilder of(Path folder, String token);
}
