package dev.hearken.intake;

import dev.hearken.http.Caller;
import dev.hearken.http.Refusal;
import dev.hearken.project.FullName;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
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
    description = "Bring in comments or mails from files, whether the server runs or not.",
    mixinStandardHelpOptions = true)
public final class ImportCommand implements Callable<Integer> {
  private static final int SHOWN = 20;

  private final Opening opening;
  private final PrintStream out;
  private final PrintStream err;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      description = "Lines of JSON (.jsonl), or a folder of mails (.eml) and mailboxes (mbox).")
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

  /// @param out what the command has to say
  /// @param err how far it is
  public ImportCommand(Opening opening, PrintStream out, PrintStream err) {
    this.opening = opening;
    this.out = out;
    this.err = err;
  }

  /// @return 0, or 1 when a trial found something wrong
  @Override
  public Integer call() {
    var path = Objects.requireNonNull(file);
    if (!Files.exists(path)) {
      throw wrong("There is no file %s.".formatted(path));
    }
    if ((source == null) == (bucket == null)) {
      throw wrong("Say where it goes: --source PROJECT/NAME or --bucket PROJECT/NAME.");
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
    var progress = new TerminalProgress(err, isTerminal(), new Folder(path).bytes());
    var shown = new ShownFaults();
    try (var faults = skipped == null ? null : new FaultFile(skipped)) {
      BadLines bad = faults != null ? faults : dry ? shown : ImportCommand::stop;
      var manner = new Intake.Manner(dry, bad, progress);
      run(caller, intake, path, manner, progress);
    } finally {
      progress.end();
    }
    return shown.count == 0 ? 0 : 1;
  }

  private void run(
      Caller caller, Intake intake, Path path, Intake.Manner manner, TerminalProgress progress)
      throws IOException {
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
      out.printf("%,d files are neither mails nor mailboxes.%n", done.passedOver());
    }
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

  private static void stop(BadLines.Fault fault) {
    throw new Refusal.Invalid(
        "%s It stopped there: what stood before it in whole slices is in, and will be found unchanged next time. Mend it, or leave out what is wrong with --skip-bad FILE."
            .formatted(fault.sentence()));
  }

  /// The first of them in words.
  private final class ShownFaults implements BadLines {
    private long count;

    @Override
    public void found(Fault fault) {
      if (count++ < SHOWN) {
        out.println(fault.sentence());
      }
    }
  }

  /// Java cannot tell: the launcher does.
  private static boolean isTerminal() {
    return Boolean.getBoolean("hearken.terminal");
  }

  private ParameterException wrong(String message) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
  }
}
