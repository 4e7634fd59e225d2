package dev.hearken.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/// PostgreSQL's programs on disk.
///
/// @param bin the folder of `postgres` and `initdb`
/// @param major the version whose clusters they can open
record Binaries(Path bin, int major) {
  /// The version in the jars of the class path; a test holds the two together.
  static final String VERSION = "18.6.0";

  private static final int MAJOR = Integer.parseInt(VERSION.substring(0, VERSION.indexOf('.')));
  private static final String FOLDER = "runtime-" + VERSION;

  String program(String name) {
    return bin.resolve(name).toString();
  }

  /// The programs that Hearken brings along, unpacked into a folder of `parent` unless they are
  /// there already. A half-unpacked folder never has the final name.
  ///
  /// @throws CannotStart when there are none for this machine, or no room
  static Binaries unpacked(Path parent, Consumer<String> progress) {
    var folder = parent.toAbsolutePath().normalize().resolve(FOLDER);
    if (!Files.isDirectory(folder)) {
      var archive = archive(System.getProperty("os.name"), System.getProperty("os.arch"), isMusl());
      try (var packed = Binaries.class.getResourceAsStream("/" + archive)) {
        if (packed == null) {
          throw notForThisMachine();
        }
        progress.accept("Unpacking PostgreSQL " + VERSION + ", this once");
        unpack(packed, folder);
      } catch (IOException e) {
        throw new CannotStart(
            "PostgreSQL cannot be unpacked into %s (%s): make 100 MB of room there, or set HEARKEN_DATA_DIR to another folder."
                .formatted(parent, e.getMessage()),
            e);
      }
    }
    return new Binaries(folder.resolve("bin"), MAJOR);
  }

  /// The programs of a PostgreSQL that somebody else has installed.
  static Binaries installed(Path bin) throws IOException {
    var process = new ProcessBuilder(bin.resolve("postgres").toString(), "--version").start();
    try (var output = process.inputReader()) {
      var number = Pattern.compile("\\) (\\d+)").matcher(output.readAllAsString());
      if (!number.find()) {
        throw new IOException(bin + " holds no PostgreSQL");
      }
      return new Binaries(bin, Integer.parseInt(number.group(1)));
    }
  }

  /// The name of the archive for a machine, as the jars have it.
  static String archive(String system, String processor, boolean musl) {
    var known =
        Map.of("amd64", "x86_64", "x86_64", "x86_64", "aarch64", "arm_64", "arm64", "arm_64");
    var name = system.toLowerCase(Locale.ROOT);
    var kind = name.startsWith("linux") ? "linux" : name.startsWith("mac") ? "darwin" : "";
    if (kind.isEmpty() || !known.containsKey(processor)) {
      throw notForThisMachine();
    }
    return "postgres-" + kind + "-" + known.get(processor) + (musl ? "-alpine_linux" : "") + ".txz";
  }

  private static CannotStart notForThisMachine() {
    return new CannotStart(
        "Hearken brings no PostgreSQL for this machine (%s, %s%s): set HEARKEN_DATABASE_URL to a PostgreSQL server of your own."
            .formatted(
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                isMusl() ? ", musl" : ""));
  }

  private static boolean isMusl() {
    return (Files.exists(Path.of("/lib/ld-musl-x86_64.so.1"))
            && !Files.exists(Path.of("/lib64/ld-linux-x86-64.so.2")))
        || (Files.exists(Path.of("/lib/ld-musl-aarch64.so.1"))
            && !Files.exists(Path.of("/lib/ld-linux-aarch64.so.1")));
  }

  private static void unpack(InputStream packed, Path folder) throws IOException {
    var unfinished = Files.createTempDirectory(folder.getParent(), FOLDER + ".new");
    Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rwxr-xr-x"));
    try {
      extract(packed, unfinished);
      try {
        Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
      } catch (FileSystemException e) {
        // Somebody else who shares the folder was first.
        if (!Files.isDirectory(folder)) {
          throw e;
        }
      }
    } finally {
      DataFolder.deleteTree(unfinished);
    }
  }

  private static void extract(InputStream packed, Path root) throws IOException {
    try (var tar =
        new TarArchiveInputStream(
            new XZCompressorInputStream(new BufferedInputStream(packed, 1 << 16)))) {
      TarArchiveEntry entry;
      while ((entry = tar.getNextEntry()) != null) {
        var file = root.resolve(entry.getName()).normalize();
        if (!file.startsWith(root)) {
          throw new IOException("an entry leads out of the archive: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(file);
          continue;
        }
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        if (entry.isSymbolicLink()) {
          Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else {
          Files.copy(tar, file);
          var isProgram = entry.getName().startsWith("bin/");
          Files.setPosixFilePermissions(
              file, PosixFilePermissions.fromString(isProgram ? "rwxr-xr-x" : "rw-r--r--"));
          // Else a power cut soon after could leave an empty file behind under the final name.
          DataFolder.sync(file);
        }
      }
    }
  }
}
