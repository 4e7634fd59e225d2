package dev.hearken.intake;

import dev.hearken.body.Digest;
import dev.hearken.http.Spool;
import dev.hearken.mime.Body;
import dev.hearken.mime.MailParser;
import dev.hearken.mime.Note;
import dev.hearken.mime.Unreadable;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;

/// The header of a mail in a file, as far as an import asks for it.
final class MailHead {
  /// Fields by which programs keep in a mailbox what they know of a mail, such as that it was read.
  /// They change while the mail stays the same.
  private static final Set<String> KEPT_BY_PROGRAMS =
      Set.of(
          "status",
          "x-status",
          "x-keywords",
          "x-uid",
          "x-imap",
          "x-imapbase",
          "x-gmail-labels",
          "x-mozilla-status",
          "x-mozilla-status2",
          "x-mozilla-keys",
          "x-evolution",
          "content-length",
          "lines");

  /// No more of a header is looked at.
  private static final int LONGEST = 256 << 10;

  private static final int PIECE = 64 << 10;

  private MailHead() {}

  /// When a mail was sent, as it says itself.
  ///
  /// @param otherwise the time where it says none, or one at which no mail was sent
  static Instant sent(Spool mail, Instant now, Instant otherwise) throws IOException {
    try (var in = mail.from(0)) {
      var head = new String(in.readNBytes(LONGEST), StandardCharsets.ISO_8859_1);
      var read = MailParser.parse(end(head), Body.EMPTY, now);
      boolean says = read.count(Note.Kind.NO_DATE) == 0 && read.count(Note.Kind.ABSURD_DATE) == 0;
      return says ? read.sentAt() : otherwise;
    } catch (Unreadable e) {
      return otherwise;
    }
  }

  private static String end(String head) {
    int unix = head.indexOf("\n\n");
    int other = head.indexOf("\r\n\r\n");
    int end = unix < 0 ? other : other < 0 ? unix : Math.min(unix, other);
    return end < 0 ? head : head.substring(0, end);
  }

  /// The same for the same mail, whatever programs have noted in it.
  static String fingerprint(Spool mail) throws IOException {
    var sha = sha256();
    try (var in = new BufferedInputStream(mail.from(0), PIECE)) {
      boolean left = false;
      for (var line = line(in); line.length > 0; line = line(in)) {
        boolean goesOn = line[0] == ' ' || line[0] == '\t';
        left = goesOn ? left : KEPT_BY_PROGRAMS.contains(name(line));
        if (!left) {
          sha.update(line);
        }
        if (line[0] == '\n' || line[0] == '\r') {
          break;
        }
      }
      var piece = new byte[PIECE];
      for (int count; (count = in.read(piece)) >= 0; ) {
        sha.update(piece, 0, count);
      }
    }
    return HexFormat.of().formatHex(Arrays.copyOf(sha.digest(), Digest.LENGTH));
  }

  private static byte[] line(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream();
    for (int octet; line.size() < PIECE && (octet = in.read()) >= 0; ) {
      line.write(octet);
      if (octet == '\n') {
        break;
      }
    }
    return line.toByteArray();
  }

  private static String name(byte[] line) {
    var text = new String(line, 0, Math.min(line.length, 64), StandardCharsets.ISO_8859_1);
    int colon = text.indexOf(':');
    return colon < 0 ? "" : text.substring(0, colon).strip().toLowerCase(Locale.ROOT);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java lacks SHA-256", e);
    }
  }
}
