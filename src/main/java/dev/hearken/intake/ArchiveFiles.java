package dev.hearken.intake;

import dev.hearken.audio.NewRecording;
import dev.hearken.body.BodyLines;
import dev.hearken.body.Elements;
import dev.hearken.body.SentFile;
import dev.hearken.http.Caller;
import dev.hearken.http.MediaType;
import dev.hearken.http.Refusal;
import dev.hearken.project.FullName;
import dev.hearken.source.Home;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/// The files of comments in an archive: attachments and recordings.
final class ArchiveFiles {
  /// As large as a file may be that is sent.
  private static final long MOST_BYTES = 512L << 20;

  private static final int PIECE = 64 << 10;

  private final Doors doors;
  private final Caller caller;
  private final Manner manner;

  ArchiveFiles(Doors doors, Caller caller, Manner manner) {
    this.doors = doors;
    this.caller = caller;
    this.manner = manner;
  }

  /// Keeps a file for the comments that will name it.
  ///
  /// @param place in the archive
  /// @param hash that its bytes must have
  Counts content(FullName source, String place, String hash, long size, InputStream in)
      throws IOException {
    if (size > MOST_BYTES) {
      return bad(place, "It has %,d bytes; a file may have %,d.".formatted(size, MOST_BYTES));
    }
    if (manner.dry()) {
      return hash.equals(hash(in)) ? one() : damaged(place);
    }
    try (var spool = manner.spooling().of(in)) {
      var file = SentFile.of(MediaType.UNKNOWN, spool);
      if (!hash.equals(HexFormat.of().formatHex(file.sha256().array()))) {
        return damaged(place);
      }
      doors.attachments().put(caller, new Home.Named(source), file);
      return one();
    }
  }

  private Counts one() {
    manner.progress().done(1);
    return new Counts(1, 0, 0, 0);
  }

  private Counts damaged(String place) {
    return bad(place, "It is damaged: its bytes have another SHA-256 than its name.");
  }

  private Counts bad(String place, String reason) {
    manner.bad().found(new BadLines.Fault(place, reason, ""));
    return new Counts(0, 0, 0, 1);
  }

  private static String hash(InputStream in) throws IOException {
    try {
      var sha = MessageDigest.getInstance("SHA-256");
      var piece = new byte[PIECE];
      for (int count; (count = in.read(piece)) >= 0; ) {
        sha.update(piece, 0, count);
      }
      return HexFormat.of().formatHex(sha.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java lacks SHA-256", e);
    }
  }

  /// Gives comments their recordings, whose bytes are there by now.
  Target<NewRecording> recordings(FullName source) {
    return new Target<>(NewRecording::lines, (slice, bad) -> give(source, slice, bad));
  }

  private Counts give(FullName source, Elements<NewRecording> recordings, BodyLines.Bad bad) {
    var given = new long[1];
    recordings.slices(some -> {
      for (var each : some) {
        var missing =
            manner.dry() ? Optional.<String>empty() : doors.recordings().give(caller, source, each);
        missing.ifPresentOrElse(
            what -> bad.line(recordings.number(each), 0, 0, new Refusal.Invalid(what)),
            () -> given[0]++);
      }
    });
    return new Counts(given[0], 0, 0, 0);
  }
}
