package dev.hearken.mailbench;

import dev.hearken.mime.Mail;
import dev.hearken.mime.MailParser;
import dev.hearken.mime.RawMail;
import dev.hearken.mime.Unreadable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A mail as it lies in a folder.
///
/// @param name as which it is put
/// @param timestamp with which it is put
@SuppressWarnings("ArrayRecordComponent") // nobody compares them
record Letter(String name, byte[] bytes, Instant timestamp) {
  /// Behind whatever date a mail of some other year can have.
  private static final Instant LATE = Instant.parse("2030-01-01T00:00:00Z");

  /// All that end in `.eml`, in the order of their names.
  static List<Letter> in(Path folder) throws IOException {
    var letters = new ArrayList<Letter>();
    try (var files = Files.walk(folder)) {
      for (var file : files.filter(file -> file.toString().endsWith(".eml")).sorted().toList()) {
        letters.add(new Letter(folder.relativize(file).toString(), Files.readAllBytes(file), LATE));
      }
    }
    return List.copyOf(letters);
  }

  /// Nothing when it cannot be read.
  Optional<Mail> read() {
    try {
      return Optional.of(MailParser.parse(RawMail.stored(bytes), timestamp));
    } catch (Unreadable e) {
      return Optional.empty();
    }
  }

  Letter with(byte[] otherBytes) {
    return new Letter(name, otherBytes, timestamp);
  }
}
