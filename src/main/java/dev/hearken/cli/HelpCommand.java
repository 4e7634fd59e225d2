package dev.hearken.cli;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Says how a command is used, those of others too: `help user permit`.
@Command(name = "help", description = "Show how a command is used.", helpCommand = true)
public final class HelpCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "COMMAND", description = "Such as start, or user permit.")
  private List<String> words = List.of();

  @Override
  public void run() {
    var found = Objects.requireNonNull(spec).commandLine().getParent();
    for (var word : words) {
      var next = found.getSubcommands().get(word);
      if (next == null) {
        throw new ParameterException(
            found,
            "There is no command '%s' in '%s'."
                .formatted(word, found.getCommandSpec().qualifiedName()));
      }
      found = next;
    }
    found.usage(found.getOut());
  }
}
