package dev.hearken.cli;

import dev.hearken.author.AuthorText;
import dev.hearken.clean.Cleaned;
import dev.hearken.mime.MailParser;
import dev.hearken.mime.RawMail;
import dev.hearken.mime.Unreadable;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Shows how a mail is read: it is how people report a fault.
@Command(
    name = "mail",
    description = "Shows what each line of a mail is taken for, and by which rule.",
    mixinStandardHelpOptions = true)
public final class MailCommand implements Callable<Integer> {
  private final PrintStream out;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "A mail as it was sent (.eml).")
  private @Nullable Path file;

  public MailCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() throws IOException {
    var path = Objects.requireNonNull(file);
    if (!Files.isRegularFile(path)) {
      throw wrong("There is no file %s.".formatted(path));
    }
    try {
      var mail = MailParser.parse(RawMail.sent(Files.readAllBytes(path)), Instant.EPOCH);
      show(AuthorText.of(mail));
      return 0;
    } catch (Unreadable e) {
      throw wrong("%s is no mail: %s".formatted(path, e.reason()));
    }
  }

  private void show(Cleaned cleaned) {
    cleaned.kept().ifPresent(rule -> out.println("# nothing of its author's own: " + rule.word()));
    for (var line : cleaned.lines()) {
      if (line.text().isBlank()) {
        out.println();
      } else {
        out.printf("%-9s  %-18s | %s%n", line.mark().word(), line.rule().word(), line.text());
      }
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
  }
}
