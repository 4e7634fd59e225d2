package dev.hearken.cli;

import dev.hearken.cli.Administration.Opening;
import java.io.PrintStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Gives a user a new token, or takes his token away. The token stands alone on the last line.
@Command(
    name = "token",
    description = "Give a user a new token, which replaces the one before.",
    mixinStandardHelpOptions = true)
public final class TokenCommand implements Runnable {
  private final Opening opening;
  private final PrintStream out;

  @Parameters(paramLabel = "USER")
  private String user = "";

  @Option(names = "--revoke", description = "Only take the token away.")
  private boolean revoke;

  public TokenCommand(Opening opening, PrintStream out) {
    this.opening = opening;
    this.out = out;
  }

  @Override
  public void run() {
    opening.with(administration -> {
      var id = Named.user(administration, user);
      if (!revoke) {
        out.println("The new token of " + user + ", shown only now:");
        out.println(administration.tokens().replace(administration.system(), id).text());
      } else if (administration.tokens().revoke(administration.system(), id)) {
        out.println("The token of " + user + " is revoked.");
      } else {
        out.println(user + " has no token.");
      }
    });
  }
}
