package dev.hearken;

import java.util.function.Supplier;
import picocli.CommandLine.Command;

/// Shows the settings in force and where each came from.
@Command(
    name = "config",
    description = "Show the settings in force and where each came from.",
    mixinStandardHelpOptions = true)
final class ConfigCommand implements Runnable {
  private final Supplier<Config> settings;

  ConfigCommand(Supplier<Config> settings) {
    this.settings = settings;
  }

  @Override
  public void run() {
    var config = settings.get();
    config
        .values()
        .forEach((setting, value) ->
            System.out.printf("%-28s %-32s %s%n", setting, config.shown(setting), value.origin()));
  }
}
