package dev.hearken.intake;

import dev.hearken.comment.NewComment;
import dev.hearken.database.Id;
import dev.hearken.email.NewEmail;
import dev.hearken.http.Caller;
import dev.hearken.http.Refusal;
import dev.hearken.http.Shown;
import dev.hearken.project.FullName;
import dev.hearken.translation.NewTranslation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/// Brings in an archive, file by file as they stand in it (docs/export-format.md).
final class ArchiveImport {
  /// Of a file, or a line, that describes one thing.
  private static final int LARGEST = 4 << 20;

  private static final String PROJECT = "project.json";

  private static final Pattern IN_BUCKET =
      Pattern.compile("buckets/(?<name>[^/]+)/(?<kind>emails|times)-\\d+\\.jsonl");
  private static final Pattern IN_SOURCE =
      Pattern.compile(
          "sources/(?<name>[^/]+)/(?<kind>comments|recordings|times|translations)-\\d+\\.jsonl");
  private static final Pattern CONTENT =
      Pattern.compile("sources/(?<name>[^/]+)/contents/(?<hash>[0-9a-f]{64})");
  private static final Pattern AUDIT = Pattern.compile("audit-\\d+\\.jsonl");

  private final Doors doors;
  private final Caller caller;
  private final Wanted wanted;
  private final Manner manner;
  private final ArchiveFiles files;

  /// What is asked for.
  ///
  /// @param project into which it goes; that of the archive unless given
  /// @param founders those who may do everything in the project, if it is made
  /// @param cut whether an archive without its end is taken
  record Wanted(Optional<String> project, List<Id> founders, boolean cut) {}

  ArchiveImport(Doors doors, Caller caller, Wanted wanted, Manner manner) {
    this.doors = doors;
    this.caller = caller;
    this.wanted = wanted;
    this.manner = manner;
    this.files = new ArchiveFiles(doors, caller, manner);
  }

  /// Looks, and does no more, whether it is an archive that has its end.
  ///
  /// @throws Refusal otherwise
  static void requireComplete(InputStream in) {
    try (var tar = new TarArchiveInputStream(in)) {
      requireHead(tar);
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (name(entry.getName()).equals(ArchiveEnd.NAME)) {
          return;
        }
      }
    } catch (IOException e) {
      // It ends there.
    }
    throw cut();
  }

  private static void requireHead(TarArchiveInputStream tar) {
    String first = null;
    try {
      var entry = tar.getNextEntry();
      first = entry == null ? null : name(entry.getName());
    } catch (IOException e) {
      // Whatever it is, there is no file in it.
    }
    if (!ArchiveHead.NAME.equals(first)) {
      throw new Refusal.Invalid(
          "It is no archive of Hearken: the first file in it must be %s."
              .formatted(ArchiveHead.NAME));
    }
  }

  private static String name(String name) {
    return name.startsWith("./") ? name.substring(2) : name;
  }

  /// @param in the archive, unpacked
  /// @throws Refusal when something is in the way; what came in before stays
  ArchiveReport run(InputStream in) throws IOException {
    try (var tar = new TarArchiveInputStream(in)) {
      requireHead(tar);
      return new Run(tar, ArchiveHead.of(whole(ArchiveHead.NAME, tar))).files();
    }
  }

  static Refusal cut() {
    return new Refusal.Invalid(
        "The archive is incomplete: there is no %s in it. Take it again from where it comes from; what there is of it comes in only when asked for (--incomplete, or incomplete=true)."
            .formatted(ArchiveEnd.NAME));
  }

  private static byte[] whole(String name, InputStream in) throws IOException {
    var bytes = in.readNBytes(LARGEST + 1);
    if (bytes.length > LARGEST) {
      throw new Refusal.Invalid(
          "%s has more than %,d bytes, which is the most that it may have."
              .formatted(name, LARGEST));
    }
    return bytes;
  }

  /// One archive on its way in.
  private final class Run {
    private final TarArchiveInputStream tar;
    private final ArchiveReport report;
    private final ArchiveSettings settings;
    private final String project;
    private final String exported;
    private boolean told;
    private @Nullable ArchiveEnd end;

    Run(TarArchiveInputStream tar, ArchiveHead head) {
      this.tar = tar;
      this.exported = head.project();
      this.project = wanted.project().orElse(exported);
      this.told = manner.dry();
      this.report = new ArchiveReport(project);
      this.settings =
          new ArchiveSettings(
              doors, caller, project, exported, wanted.founders(), manner.dry(), report);
      if (!head.sensitive()) {
        report.note("The archive was made without the properties that are called sensitive.");
      }
      if (!head.buckets()) {
        report.note("The archive was made without the buckets of its project.");
      }
    }

    ArchiveReport files() throws IOException {
      try (settings) {
        all();
        settings.end();
      }
      if (end == null) {
        requireUncut();
        report.note("The archive is cut; what stands before the cut is in.");
      } else if (!wanted.cut()) {
        end.check(report);
      }
      return report;
    }

    private void all() {
      try {
        for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
          if (entry.isFile()) {
            file(name(entry.getName()), entry.getSize());
          }
        }
      } catch (IOException e) {
        requireUncut();
      }
    }

    private void requireUncut() {
      if (!wanted.cut()) {
        throw cut();
      }
    }

    private void file(String name, long size) throws IOException {
      if (name.equals(PROJECT)) {
        described(name, settings::project);
      }
      told = told || doors.events().begun(caller, project, exported);
      switch (name) {
        case PROJECT -> {}
        case "buckets.jsonl" -> lines(name, settings::bucket);
        case "sources.jsonl" -> lines(name, settings::source);
        case ArchiveEnd.NAME -> described(name, json -> end = ArchiveEnd.of(json));
        default -> other(name, size);
      }
    }

    private void other(String name, long size) throws IOException {
      var inBucket = IN_BUCKET.matcher(name);
      var inSource = IN_SOURCE.matcher(name);
      var content = CONTENT.matcher(name);
      if (inBucket.matches()) {
        if (inBucket.group("kind").equals("emails")) {
          report.emails(run(name, mails(full(inBucket))));
        }
      } else if (inSource.matches()) {
        inSource(name, inSource.group("kind"), full(inSource));
      } else if (content.matches()) {
        report.contents(files.content(full(content), name, content.group("hash"), size, tar));
      } else if (!AUDIT.matcher(name).matches()) {
        report.note("What %s is, is not known here: it was left out.".formatted(Shown.of(name)));
      }
    }

    private void inSource(String name, String kind, FullName source) throws IOException {
      switch (kind) {
        case "comments" -> report.comments(run(name, comments(source)));
        case "recordings" -> report.recordings(run(name, files.recordings(source)));
        case "translations" -> report.translations(run(name, translations(source)));
        // The times are those of another server.
        default -> {}
      }
    }

    private FullName full(Matcher name) {
      return new FullName(project, name.group("name"));
    }

    private Target<NewComment> comments(FullName source) {
      return settings.isMissing(source)
          ? Target.comments()
          : Target.comments(doors.comments(), caller, source, manner.dry());
    }

    private Target<NewTranslation> translations(FullName source) {
      return settings.isMissing(source)
          ? Target.translations()
          : Target.translations(doors.translations(), caller, source, manner.dry());
    }

    private Target<NewEmail> mails(FullName bucket) {
      return settings.isMissing(bucket)
          ? Target.mails()
          : Target.mails(doors.emails(), caller, bucket, manner.dry());
    }

    private Counts run(String name, Target<?> target) throws IOException {
      var lines = new LineSlices(tar, line -> name + ", line %,d".formatted(line));
      return manner.lines().run(lines, target);
    }

    /// A file that describes one thing.
    private void described(String name, Consumer<byte[]> taker) throws IOException {
      var whole = whole(name, tar);
      try {
        taker.accept(whole);
      } catch (Refusal.Invalid e) {
        throw new Refusal.Invalid("%s: %s".formatted(name, e.getMessage()));
      }
    }

    /// Lines that describe a thing each.
    private void lines(String name, Consumer<byte[]> taker) throws IOException {
      long number = 1;
      for (var line = line(name); line.length > 0; line = line(name)) {
        try {
          taker.accept(line);
        } catch (Refusal.Invalid e) {
          throw new Refusal.Invalid("%s, line %,d: %s".formatted(name, number, e.getMessage()));
        }
        number++;
      }
    }

    private byte[] line(String name) throws IOException {
      var line = new ByteArrayOutputStream();
      for (int octet = tar.read(); octet >= 0; octet = tar.read()) {
        line.write(octet);
        if (line.size() > LARGEST) {
          throw new Refusal.Invalid(
              "%s has a line of more than %,d bytes, which is the most that it may have."
                  .formatted(name, LARGEST));
        }
        if (octet == '\n') {
          break;
        }
      }
      return line.toByteArray();
    }
  }
}
