package dev.hearken.replies;

import dev.hearken.clean.Cleaning;
import dev.hearken.http.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Measures how well mails are cleaned, against labels made by eye.
@Command(
    name = "replies",
    description = "How well quotations, signatures and footers are told from what was written.",
    mixinStandardHelpOptions = true)
public final class RepliesCommand implements Callable<Integer> {
  private final MailText.Reading reading;
  private final Optional<Path> testData;
  private final PrintStream out;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "FOLDER",
      description =
          "Holds replies, and emails with .eml files; what HEARKEN_TEST_DATA names unless given.")
  private @Nullable Path folder;

  @Option(
      names = "--differences",
      description = "Show each line that was told otherwise than by its label.")
  private boolean differences;

  @Option(
      names = "--aside",
      description = "Measure the half too that no rule may be tuned on: once, at the end.")
  private boolean aside;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the figures here too.")
  private @Nullable Path json;

  /// @param testData the folder that is measured unless another is given
  public RepliesCommand(MailText.Reading reading, Optional<Path> testData, PrintStream out) {
    this.reading = reading;
    this.testData = testData;
    this.out = out;
  }

  /// @return 0, or 1 when a set stays below its goal
  @Override
  public Integer call() throws IOException {
    var data = folder == null ? testData.orElse(null) : folder;
    if (data == null) {
      throw wrong("Name a FOLDER of mails, or set HEARKEN_TEST_DATA.");
    }
    var bench =
        new RepliesBench(
            data, Cleaning.create(), reading, line -> out.print(differences ? line + "\n" : ""));
    var report = bench.run(aside);
    if (report.sets().isEmpty()) {
      throw wrong("There is neither replies nor emails in %s.".formatted(data));
    }
    out.println(report.table());
    if (json != null) {
      Files.write(json, Json.bytes(report));
    }
    return report.passed() ? 0 : 1;
  }

  private ParameterException wrong(String message) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
  }
}
