package dev.hearken;

import java.nio.file.Path;

/// Starts the server in a process of its own, as a user does.
public final class TestLaunch {
  private TestLaunch() {}

  /// @param folder its data folder
  /// @param token of its administrator
  public static ProcessBuilder of(Path folder, String token) {
    return BenchServer.launch(Main.class, folder, token);
  }
}
