package dev.hearken.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.function.Consumer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/// PostgreSQL's programs, unpacked once per version into the data folder.
record Binaries(Path folder) {
  /// The version whose clusters these programs can open.
  static final String MAJOR_VERSION = "18";

  /// Unpacks them, unless this has been done. The folder gets its name last, so a name means that
  /// all of it is there.
  static Binaries unpack(Path into, Consumer<String> progress) {
    var archive = archive();
    try {
      var folder = into.resolve("runtime-" + MAJOR_VERSION + "-" + checksum(archive));
      if (!Files.isDirectory(folder)) {
        progress.accept("Unpacking PostgreSQL " + MAJOR_VERSION + " (once) …");
        var unfinished = into.resolve(folder.getFileName() + ".tmp");
        Folders.delete(unfinished);
        unpack(archive, unfinished);
        Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
      }
      return new Binaries(folder);
    } catch (IOException e) {
      throw new CannotStart(
          "PostgreSQL cannot be unpacked into %s (%s): make room there, or set HEARKEN_DATABASE_URL to a database of yours."
              .formatted(into, e.getMessage()),
          e);
    }
  }

  String program(String name) {
    return folder.resolve("bin").resolve(name).toString();
  }

  private static URL archive() {
    var system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    var processor =
        switch (System.getProperty("os.arch")) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64" -> "arm_64";
          default -> "none";
        };
    var name =
        "/postgres-%s-%s.txz".formatted(system.startsWith("mac") ? "darwin" : system, processor);
    var archive = Binaries.class.getResource(name);
    if (archive == null) {
      throw new CannotStart(
          "This build brings no PostgreSQL for %s on %s: set HEARKEN_DATABASE_URL to a database of yours."
              .formatted(System.getProperty("os.name"), System.getProperty("os.arch")));
    }
    return archive;
  }

  /// The checksum that the jar keeps of the archive; reading the archive for it would cost more
  /// than the rest of a start.
  private static String checksum(URL archive) throws IOException {
    if (archive.openConnection() instanceof JarURLConnection jar) {
      return Long.toHexString(jar.getJarEntry().getCrc());
    }
    throw new IOException("the archive is not in a jar: " + archive);
  }

  private static void unpack(URL archive, Path folder) throws IOException {
    try (var in =
        new TarArchiveInputStream(
            new XZCompressorInputStream(new BufferedInputStream(archive.openStream())))) {
      for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        var path = folder.resolve(entry.getName()).normalize();
        if (!path.startsWith(folder)) {
          throw new IOException("the archive leads out of its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(path);
          continue;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
          Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
          Files.copy(in, path);
        }
        if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
            && path.startsWith(folder.resolve("bin"))) {
          Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
      }
    }
  }
}
