package dev.hearken.intake;

import dev.hearken.database.Id;
import dev.hearken.http.Budget;
import dev.hearken.http.Caller;
import dev.hearken.http.Refusal;
import dev.hearken.http.Shown;
import dev.hearken.http.Spool;
import dev.hearken.progress.Progress;
import dev.hearken.project.FullName;
import dev.hearken.user.Permission;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.zip.ZipException;

/// Brings in what stands in files.
public final class Intake {
  /// One of these is needed for anything that an archive may have.
  private static final List<Permission> WRITING =
      List.of(
          Permission.SOURCES_ADD_COMMENTS,
          Permission.SOURCES_ADMIN,
          Permission.BUCKETS_APPEND,
          Permission.BUCKETS_WRITE);

  private final Doors doors;
  private final Clock clock;
  private final Budget budget = new Budget(Runtime.getRuntime().maxMemory());

  public Intake(Doors doors, Clock clock) {
    this.doors = doors;
    this.clock = clock;
  }

  /// How a command brings things in, with memory of its own.
  Manner manner(boolean dry, BadLines bad, Progress progress) {
    return new Manner(dry, bad, progress, in -> Spool.of(in, budget));
  }

  /// Looks, before anything is taken in, whether the caller may write anything in a project, or
  /// make it.
  ///
  /// @throws Refusal otherwise
  void requireEntrance(Caller caller, String project) {
    if (ArchiveSettings.isThere(doors, caller, project)) {
      var access = doors.projects().access(caller, project);
      access.require(
          WRITING.stream()
              .filter(access::allows)
              .findFirst()
              .orElse(Permission.SOURCES_ADD_COMMENTS));
    }
  }

  /// Comments, one on each line, into a source.
  Counts comments(Caller caller, Path file, FullName source, Manner manner) throws IOException {
    begun(caller, doors.sources().get(caller, source).id(), file, manner);
    return lines(file, Target.comments(doors.comments(), caller, source, manner.dry()), manner);
  }

  /// As [#comments(Caller, Path, FullName, Manner)], without a word; the first that is wrong ends
  /// it.
  public Counts comments(Caller caller, Path file, FullName source) throws IOException {
    BadLines none =
        fault -> {
          throw fault.stop();
        };
    return comments(caller, file, source, manner(false, none, Progress.NONE));
  }

  /// Mails, one on each line, into a bucket.
  Counts mailLines(Caller caller, Path file, FullName bucket, Manner manner) throws IOException {
    begun(caller, doors.buckets().get(caller, bucket).id(), file, manner);
    return lines(file, Target.mails(doors.emails(), caller, bucket, manner.dry()), manner);
  }

  /// What became of mails.
  ///
  /// @param passedOver how many files were neither mails nor mailboxes
  record Mails(Counts counts, long passedOver) {}

  /// Mails as they lie in files, into a bucket.
  ///
  /// @param mailbox of all of them
  Mails mails(Caller caller, Path root, FullName bucket, String mailbox, Manner manner)
      throws IOException {
    begun(caller, doors.buckets().get(caller, bucket).id(), root, manner);
    try (var lines =
        new MailLines(
            new Folder(root), mailbox, manner.spooling(), manner.progress(), clock.instant())) {
      var target = Target.mails(doors.emails(), caller, bucket, manner.dry());
      var counts = manner.lines().run(new LineSlices(lines, lines::name), target);
      return new Mails(counts, lines.passedOver());
    }
  }

  private void begun(Caller caller, Id holder, Path file, Manner manner) {
    if (!manner.dry()) {
      doors
          .events()
          .begun(caller, holder, file.toAbsolutePath().normalize().getFileName().toString());
    }
  }

  private static Counts lines(Path file, Target<?> target, Manner manner) throws IOException {
    var name = file.getFileName().toString();
    try (var in = Unpacked.of(new Counted(Files.newInputStream(file), manner.progress()))) {
      return manner
          .lines()
          .run(new LineSlices(in, line -> name + ", line %,d".formatted(line)), target);
    } catch (ZipException | EOFException e) {
      throw damaged(name);
    }
  }

  private static Refusal damaged(String name) {
    return new Refusal.Invalid(
        "The file %s is packed with gzip, but damaged or cut.".formatted(Shown.of(name)));
  }

  /// Begins to read an archive, packed or not.
  @FunctionalInterface
  interface Opening {
    InputStream open() throws IOException;
  }

  /// An archive that can be read more than once: before anything changes it is looked whether it is
  /// complete.
  ArchiveReport archive(Caller caller, ArchiveImport.Wanted wanted, Opening opening, Manner manner)
      throws IOException {
    if (!wanted.cut()) {
      try (var in = opening.open()) {
        requireComplete(in);
      }
    }
    return archive(caller, wanted, new Counted(opening.open(), manner.progress()), manner);
  }

  private static void requireComplete(InputStream in) {
    try {
      ArchiveImport.requireComplete(Unpacked.of(in));
    } catch (IOException e) {
      throw ArchiveImport.cut();
    }
  }

  /// An archive that is read as it comes in.
  ArchiveReport archive(Caller caller, ArchiveImport.Wanted wanted, InputStream in, Manner manner)
      throws IOException {
    try (var unpacked = Unpacked.of(in)) {
      return new ArchiveImport(doors, caller, wanted, manner).run(unpacked);
    }
  }
}
