package dev.hearken.cli;

import dev.hearken.cli.Administration.Opening;
import dev.hearken.user.User;
import java.io.PrintStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/// Lists users.
@Command(name = "users", description = "List the users.", mixinStandardHelpOptions = true)
public final class UsersCommand implements Runnable {
  private static final String ROW = "%-24s %-32s %s%n";

  private final Opening opening;
  private final PrintStream out;

  public UsersCommand(Opening opening, PrintStream out) {
    this.opening = opening;
    this.out = out;
  }

  @Override
  public void run() {
    opening.with(administration -> {
      out.printf(ROW, "USER", "EMAIL", "PERMISSIONS");
      administration
          .users()
          .list(administration.system())
          .forEachRemaining(slice -> slice.forEach(this::print));
    });
  }

  private void print(User user) {
    var projects =
        user.organisationPermissions().entrySet().stream()
            .sorted(java.util.Map.Entry.comparingByKey())
            .map(entry -> entry.getKey() + "=" + String.join(",", entry.getValue()));
    var everywhere = Stream.of(String.join(",", user.globalPermissions()));
    out.printf(
        ROW,
        user.username(),
        user.email(),
        Stream.concat(everywhere, projects)
            .filter(each -> !each.isEmpty())
            .collect(Collectors.joining(" ")));
  }
}
