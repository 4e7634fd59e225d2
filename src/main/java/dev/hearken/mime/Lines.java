package dev.hearken.mime;

import dev.hearken.charset.Octets;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/// Brings a mail into a form that a reader of mail expects, touching nothing in one that is in
/// order: what stands before its header goes, lines that end as on an old Macintosh end as
/// everywhere, and a header that runs into the text ends.
///
/// @param bytes header, empty line, text; without a header, text alone
/// @param from where all this begins
/// @param header is there a header?
/// @param ended does an empty line follow it?
/// @param fields where those of the header stand
@SuppressWarnings("ArrayRecordComponent") // never compared
record Lines(byte[] bytes, int from, boolean header, boolean ended, FieldPlaces fields) {
  /// So far away, another field shows that a strange line is still in the header.
  private static final int LOOK_AHEAD = 20;

  private static final int LONGEST_NAME = 80;

  private static final Set<String> FIELDS =
      Set.of(
          "from",
          "to",
          "cc",
          "subject",
          "date",
          "received",
          "message-id",
          "mime-version",
          "content-type",
          "content-transfer-encoding",
          "return-path",
          "sender",
          "reply-to",
          "delivered-to",
          "references",
          "in-reply-to");

  static Lines of(byte[] raw) {
    int start = start(raw);
    var fields = FieldPlaces.of(raw, start);
    if (!hasOldEnds(raw, start, fields.areInOrder() ? fields.end() : raw.length)) {
      return fields.areInOrder()
          ? new Lines(raw, start, true, true, fields)
          : mended(raw, start, fields);
    }
    var bytes = withNewEnds(raw, start);
    return mended(bytes, 0, FieldPlaces.of(bytes, 0));
  }

  private static Lines mended(byte[] bytes, int start, FieldPlaces fields) {
    if (fields.areInOrder()) {
      return new Lines(bytes, start, true, true, fields);
    }
    if (!isField(bytes, start)) {
      return new Lines(bytes, start, false, true, fields);
    }
    var out = new ByteArrayOutputStream(bytes.length + 16);
    boolean ended = mend(bytes, start, out);
    var mended = out.toByteArray();
    return new Lines(mended, 0, true, ended, FieldPlaces.of(mended, 0));
  }

  /// @return whether an empty line ended the header
  private static boolean mend(byte[] bytes, int start, ByteArrayOutputStream mended) {
    int kept = start;
    int previous = start;
    for (int at = start; at < bytes.length && !isEmpty(bytes, at); ) {
      int next = next(bytes, at);
      boolean folded = bytes[at] == ' ' || bytes[at] == '\t';
      if (!folded && !isField(bytes, at)) {
        mended.write(bytes, kept, at - kept);
        kept = at;
        if (endsOpen(bytes, previous, at)) {
          // A field that was folded without a blank.
          mended.write(' ');
        } else if (goesOn(bytes, next)) {
          kept = next;
        } else {
          mended.write('\n');
          mended.write(bytes, at, bytes.length - at);
          return false;
        }
      }
      previous = at;
      at = next;
    }
    mended.write(bytes, kept, bytes.length - kept);
    return true;
  }

  /// Behind the mark of byte order, empty lines, and the line that a mailbox file has before each
  /// mail.
  private static int start(byte[] raw) {
    int at = startsWith(raw, 0, "\u00ef\u00bb\u00bf") ? 3 : 0;
    while (at < raw.length) {
      int end = at;
      while (end < raw.length && (raw[end] == ' ' || raw[end] == '\t')) {
        end++;
      }
      if (end < raw.length && (raw[end] == '\n' || raw[end] == '\r')) {
        at = end + 1;
      } else if (startsWith(raw, at, "From ") || startsWith(raw, at, ">From ")) {
        while (at < raw.length && raw[at] != '\n' && raw[at] != '\r') {
          at++;
        }
      } else {
        break;
      }
    }
    return at;
  }

  private static boolean startsWith(byte[] bytes, int at, String prefix) {
    if (at + prefix.length() > bytes.length) {
      return false;
    }
    for (int i = 0; i < prefix.length(); i++) {
      if ((bytes[at + i] & 0xff) != prefix.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /// Does a line of the header end with a carriage return alone, or with two?
  ///
  /// @param end where the header ends at the latest
  private static boolean hasOldEnds(byte[] raw, int start, int end) {
    if (Octets.indexOf(raw, '\r', start, end) == end) {
      return false;
    }
    int next;
    for (int line = start; line < end && !isEmpty(raw, line); line = next) {
      next = next(raw, line);
      for (int at = Octets.indexOf(raw, '\r', line, next);
          at < next;
          at = Octets.indexOf(raw, '\r', at + 1, next)) {
        if (at + 1 < raw.length && raw[at + 1] != '\n' && isEnd(raw, at + 1)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isEnd(byte[] raw, int next) {
    return raw[next] == '\r' || raw[next] == ' ' || raw[next] == '\t' || isField(raw, next);
  }

  private static byte[] withNewEnds(byte[] raw, int start) {
    var out = new byte[raw.length - start];
    int length = 0;
    for (int i = start; i < raw.length; i++) {
      if (raw[i] != '\r') {
        out[length++] = raw[i];
      } else {
        boolean twice = i + 2 < raw.length && raw[i + 1] == '\r' && raw[i + 2] == '\n';
        boolean once = i + 1 < raw.length && raw[i + 1] == '\n';
        out[length++] = '\n';
        i += twice ? 2 : once ? 1 : 0;
      }
    }
    return Arrays.copyOf(out, length);
  }

  static int next(byte[] bytes, int from) {
    return Math.min(Octets.indexOf(bytes, '\n', from) + 1, bytes.length);
  }

  static boolean isEmpty(byte[] bytes, int at) {
    return bytes[at] == '\n'
        || (bytes[at] == '\r' && (at + 1 == bytes.length || bytes[at + 1] == '\n'));
  }

  /// @return where the name of the field ends that begins here; -1 when none does
  static int endOfName(byte[] bytes, int from) {
    int at = from;
    while (at < bytes.length
        && at - from < LONGEST_NAME
        && bytes[at] > ' '
        && bytes[at] != ':'
        && bytes[at] < 0x7f) {
      at++;
    }
    int end = at;
    while (at < bytes.length && (bytes[at] == ' ' || bytes[at] == '\t')) {
      at++;
    }
    return end > from && at < bytes.length && bytes[at] == ':' ? end : -1;
  }

  static boolean isField(byte[] bytes, int at) {
    return endOfName(bytes, at) > 0;
  }

  private static boolean endsOpen(byte[] bytes, int from, int to) {
    int end = to;
    while (end > from && bytes[end - 1] <= ' ' && bytes[end - 1] >= 0) {
      end--;
    }
    return end > from && bytes[end - 1] == ';';
  }

  private static boolean goesOn(byte[] bytes, int from) {
    int at = from;
    for (int line = 0; line < LOOK_AHEAD && at < bytes.length && !isEmpty(bytes, at); line++) {
      int end = endOfName(bytes, at);
      if (end > 0) {
        var name = new String(bytes, at, end - at, StandardCharsets.US_ASCII);
        if (FIELDS.contains(name.toLowerCase(Locale.ROOT))) {
          return true;
        }
      }
      at = next(bytes, at);
    }
    return false;
  }
}
