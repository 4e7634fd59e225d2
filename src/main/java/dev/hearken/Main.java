package dev.hearken;

/// Starts Hearken.
public final class Main {
  private Main() {}

  /// Runs one command of the command line.
  public static void main(String[] args) {}
}
