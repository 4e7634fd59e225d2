package dev.hearken.intake;

import dev.hearken.http.Caller;
import dev.hearken.progress.TerminalProgress;
import dev.hearken.project.FullName;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Brings in comments and mails from files.
@Command(
    name = "import",
    description =
        "Bring in an archive, comments or mails from files, whether the server runs or not.",
    mixinStandardHelpOptions = true)
public final class ImportCommand implements Callable<Integer> {
  private static final int SHOWN = 20;

  private final Opening opening;
  private final InputStream in;
  private final PrintStream out;
  private final PrintStream err;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      description =
          "An archive as 'export' makes it, or '-' for standard input; lines of JSON (.jsonl); a folder of mails (.eml) and mailboxes (mbox).")
  private @Nullable Path file;

  @Option(
      names = "--source",
      paramLabel = "PROJECT/NAME",
      description = "Each line is a comment of this source, as it is sent to sync.")
  private @Nullable String source;

  @Option(
      names = "--bucket",
      paramLabel = "PROJECT/NAME",
      description = "The mails, or lines as they are put, go into this bucket.")
  private @Nullable String bucket;

  @Option(
      names = "--mailbox",
      paramLabel = "ADDRESS",
      defaultValue = "",
      description = "Whose mails these are, for those that are files.")
  private String mailbox = "";

  @Option(
      names = "--project",
      paramLabel = "NAME",
      description = "The archive goes into this project, not into one of the name it had.")
  private @Nullable String project;

  @Option(
      names = "--incomplete",
      description = "Take an archive that is cut, too, as far as it goes.")
  private boolean incomplete;

  @Option(names = "--dry-run", description = "Only say what would happen.")
  private boolean dry;

  @Option(
      names = "--skip-bad",
      paramLabel = "FILE",
      description = "Collect what is wrong here, with the reasons, and go on.")
  private @Nullable Path skipped;

  /// Opens the database for as long as an import works with it.
  @FunctionalInterface
  public interface Opening {
    /// @param work is told as whom it acts
    void with(BiConsumer<Caller, Intake> work);
  }

  /// @param in standard input
  /// @param out what the command has to say
  /// @param err how far it is
  public ImportCommand(Opening opening, InputStream in, PrintStream out, PrintStream err) {
    this.opening = opening;
    this.in = in;
    this.out = out;
    this.err = err;
  }

  /// @return 0, or 1 when a trial found something wrong
  @Override
  public Integer call() {
    var path = Objects.requireNonNull(file);
    if (!isStandardInput(path) && !Files.exists(path)) {
      throw wrong("There is no file %s.".formatted(path));
    }
    if (source != null && bucket != null) {
      throw wrong("Say one of --source and --bucket.");
    }
    var code = new int[1];
    opening.with((caller, intake) -> {
      try {
        code[0] = run(caller, intake, path);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
    return code[0];
  }

  private int run(Caller caller, Intake intake, Path path) throws IOException {
    var progress = new TerminalProgress(err, TerminalProgress.onTerminal());
    if (!isStandardInput(path)) {
      long size = new Folder(path).bytes();
      progress.whole(() -> size);
    }
    var shown = new ShownFaults();
    try (var faults = skipped == null ? null : new FaultFile(skipped)) {
      BadLines bad = faults != null ? faults : shown;
      var manner = intake.manner(dry, bad, progress);
      run(caller, intake, path, manner, progress);
    } finally {
      progress.end();
    }
    return shown.count == 0 ? 0 : 1;
  }

  private void run(
      Caller caller, Intake intake, Path path, Manner manner, TerminalProgress progress)
      throws IOException {
    if (source == null && bucket == null) {
      var report = archive(caller, intake, path, manner);
      progress.end();
      out.print(new ArchiveSummary(report.wire(), dry));
      return;
    }
    if (source != null) {
      var name = name("--source", source);
      summarize("comments of " + name, intake.comments(caller, path, name, manner), progress);
      return;
    }
    var name = name("--bucket", Objects.requireNonNull(bucket));
    if (isLines(path)) {
      summarize("mails of " + name, intake.mailLines(caller, path, name, manner), progress);
      return;
    }
    var done = intake.mails(caller, path, name, mailbox, manner);
    summarize("mails of " + name, done.counts(), progress);
    if (done.passedOver() > 0) {
      out.printf("Files that are neither mails nor mailboxes, left out: %,d.%n", done.passedOver());
    }
  }

  private ArchiveReport archive(Caller caller, Intake intake, Path path, Manner manner)
      throws IOException {
    var wanted = new ArchiveImport.Wanted(Optional.ofNullable(project), List.of(), incomplete);
    if (isStandardInput(path)) {
      return intake.archive(caller, wanted, in, manner);
    }
    if (Files.isDirectory(path)) {
      throw wrong("%s is a folder: say --bucket PROJECT/NAME for the mails in it.".formatted(path));
    }
    if (isLines(path)) {
      throw wrong(
          "%s has lines: say --source PROJECT/NAME when they are comments, --bucket PROJECT/NAME when they are mails."
              .formatted(path));
    }
    return intake.archive(caller, wanted, () -> Files.newInputStream(path), manner);
  }

  private static boolean isStandardInput(Path path) {
    return path.toString().equals("-");
  }

  private void summarize(String what, Counts counts, TerminalProgress progress) {
    progress.end();
    out.printf("%s%s: %s.%n", dry ? "Would be, " : "", what, counts);
    if (counts.bad() > 0 && skipped != null) {
      out.printf("What is wrong stands in %s.%n", skipped);
    }
  }

  private static boolean isLines(Path path) {
    var name = path.getFileName().toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".jsonl") || name.endsWith(".jsonl.gz");
  }

  private FullName name(String option, String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw wrong("%s is %s; it must be PROJECT/NAME.".formatted(option, text));
    }
    return new FullName(text.substring(0, slash), text.substring(slash + 1));
  }

  /// A trial shows the first of them in words; in earnest the first ends it.
  private final class ShownFaults implements BadLines {
    private long count;

    @Override
    public void found(Fault fault) {
      if (!dry) {
        throw fault.stop();
      }
      if (count++ < SHOWN) {
        out.println(fault.sentence());
      }
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
  }
}
