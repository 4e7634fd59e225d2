package dev.hearken;

import java.nio.file.Path;
import java.util.List;

/// Starts the server in a process of its own, as a user does.
public final class TestLaunch {
  private TestLaunch() {}

  /// @param folder its data folder
  /// @param token of its administrator
  public static ProcessBuilder of(Path folder, String token) {
    return of(folder, token, List.of());
  }

  /// @param options for its Java
  public static ProcessBuilder of(Path folder, String token, List<String> options) {
    return BenchServer.launch(Main.class, folder, token, options);
  }

  /// Another command on a data folder.
  ///
  /// @param options for its Java
  public static ProcessBuilder command(Path folder, List<String> options, List<String> words) {
    return BenchServer.launch(Main.class, folder, "", options, words);
  }
}
