package dev.hearken.archive;

import dev.hearken.http.Caller;
import dev.hearken.progress.TerminalProgress;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Writes a project, or some of its sources, into an archive. It acts as the system and sees all.
@Command(
    name = "export",
    description =
        "Write a project, or some of its sources, into an archive of JSON lines, whether the server runs or not.",
    mixinStandardHelpOptions = true)
public final class ExportCommand implements Callable<Integer> {
  private static final int BUFFER = 256 << 10;
  private static final String STANDARD_OUTPUT = "-";
  private static final Set<PosixFilePermission> OWNER =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private final Opening opening;
  private final PrintStream out;
  private final OutputStream raw;
  private final PrintStream err;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      paramLabel = "PROJECT[/SOURCE]",
      arity = "1..*",
      description = "The project, or sources of one project.")
  private List<String> names = List.of();

  @Option(
      names = "--to",
      paramLabel = "FILE",
      description =
          "Where it goes, replaced when the archive is complete; packed when its name ends with .gz or .tgz; '-' is standard output. PROJECT.tar unless given.")
  private @Nullable String to;

  /// Opens the database for as long as an export works with it.
  @FunctionalInterface
  public interface Opening {
    /// @param work is told as whom it acts
    void with(BiConsumer<Caller, ExportStore> work);
  }

  /// @param out what the command has to say
  /// @param raw the same for bytes, which says when nobody reads them
  /// @param err how far it is
  public ExportCommand(Opening opening, PrintStream out, OutputStream raw, PrintStream err) {
    this.opening = opening;
    this.out = out;
    this.raw = raw;
    this.err = err;
  }

  /// @return 0, or 1 when the archive cannot be written
  @Override
  public Integer call() {
    var wanted = wanted();
    var target = Objects.requireNonNullElse(to, wanted.fileName());
    var code = new int[1];
    opening.with((caller, exports) -> {
      // Before a file is made.
      exports.require(caller, wanted);
      var progress = new TerminalProgress(err, TerminalProgress.onTerminal());
      try {
        var written =
            target.equals(STANDARD_OUTPUT)
                ? toOutput(stream -> exports.write(caller, wanted, stream, progress))
                : toFile(
                    Path.of(target), stream -> exports.write(caller, wanted, stream, progress));
        progress.end();
        summarize(written, target);
      } catch (IOException | UncheckedIOException e) {
        progress.end();
        err.println("The archive cannot be written: " + reason(e));
        code[0] = 1;
      }
    });
    return code[0];
  }

  private Wanted wanted() {
    var projects = names.stream().map(name -> name.split("/", 2)[0]).distinct().toList();
    var sources = new ArrayList<String>();
    for (var name : names) {
      if (name.contains("/")) {
        sources.add(name.split("/", 2)[1]);
      }
    }
    if (projects.size() > 1 || (!sources.isEmpty() && sources.size() < names.size())) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(),
          "Name one project, or sources of one project, each as PROJECT/SOURCE.");
    }
    return Wanted.of(projects.getFirst(), sources);
  }

  /// Writes the archive.
  @FunctionalInterface
  private interface Writing {
    ExportStore.Written to(OutputStream out) throws IOException;
  }

  private ExportStore.Written toOutput(Writing writing) throws IOException {
    var buffered = new BufferedOutputStream(raw, BUFFER);
    var written = writing.to(buffered);
    buffered.flush();
    return written;
  }

  /// Under another name until it is complete.
  private static ExportStore.Written toFile(Path target, Writing writing) throws IOException {
    var part = target.resolveSibling(target.getFileName() + ".part");
    part.toFile().deleteOnExit();
    try {
      ExportStore.Written written;
      try (var stream = new BufferedOutputStream(packed(target, part), BUFFER)) {
        written = writing.to(stream);
      }
      try (var file = FileChannel.open(part, StandardOpenOption.WRITE)) {
        file.force(true);
      }
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      return written;
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(part);
      throw e;
    }
  }

  private static OutputStream packed(Path target, Path part) throws IOException {
    var file = Files.newOutputStream(owned(part));
    var name = target.getFileName().toString();
    return name.endsWith(".gz") || name.endsWith(".tgz")
        ? new GZIPOutputStream(file, BUFFER)
        : file;
  }

  /// An empty file that nobody else may read: what is hidden from others in the server is in it.
  private static Path owned(Path part) throws IOException {
    Files.deleteIfExists(part);
    return part.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? Files.createFile(part, PosixFilePermissions.asFileAttribute(OWNER))
        : Files.createFile(part);
  }

  private void summarize(ExportStore.Written written, String target) {
    var toOutput = target.equals(STANDARD_OUTPUT);
    (toOutput ? err : out)
        .printf(
            "%s, %s and %s are in %s.%n",
            counted(written.comments(), "comment"),
            counted(written.emails(), "mail"),
            counted(written.contents(), "file"),
            toOutput ? "the archive" : target);
  }

  private static String counted(long count, String name) {
    return "%,d %s%s".formatted(count, name, count == 1 ? "" : "s");
  }

  private static String reason(Exception e) {
    var cause = Objects.requireNonNullElse(e instanceof UncheckedIOException ? e.getCause() : e, e);
    return switch (cause) {
      case NoSuchFileException missing -> "there is no folder for %s.".formatted(missing.getFile());
      case AccessDeniedException denied -> "%s may not be written.".formatted(denied.getFile());
      default -> Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getSimpleName());
    };
  }
}
