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
@SuppressWarnings("ArrayRecordComponent") // never compared
record Lines(byte[] bytes, int from, boolean header, boolean ended) {
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
    var bytes = raw;
    if (hasOldEnds(raw, start)) {
      bytes = withNewEnds(raw, start);
      start = 0;
    }
    if (!isField(bytes, start)) {
      return new Lines(bytes, start, false, true);
    }
    return header(bytes, start);
  }

  private static Lines header(byte[] bytes, int start) {
    ByteArrayOutputStream mended = null;
    int kept = start;
    int previous = start;
    for (int at = start; at < bytes.length; ) {
      int next = next(bytes, at);
      if (isEmpty(bytes, at)) {
        return mended == null
            ? new Lines(bytes, start, true, true)
            : new Lines(finish(mended, bytes, kept), 0, true, true);
      }
      boolean folded = bytes[at] == ' ' || bytes[at] == '\t';
      if (!folded && !isField(bytes, at)) {
        mended = mended == null ? new ByteArrayOutputStream(bytes.length + 16) : mended;
        if (endsOpen(bytes, previous, at)) {
          // A field that was folded without a blank.
          mended.write(bytes, kept, at - kept);
          mended.write(' ');
          kept = at;
        } else if (goesOn(bytes, next)) {
          mended.write(bytes, kept, at - kept);
          kept = next;
        } else {
          mended.write(bytes, kept, at - kept);
          mended.write('\n');
          return new Lines(finish(mended, bytes, at), 0, true, false);
        }
      }
      previous = at;
      at = next;
    }
    return mended == null
        ? new Lines(bytes, start, true, true)
        : new Lines(finish(mended, bytes, kept), 0, true, true);
  }

  private static byte[] finish(ByteArrayOutputStream mended, byte[] bytes, int from) {
    mended.write(bytes, from, bytes.length - from);
    return mended.toByteArray();
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
  private static boolean hasOldEnds(byte[] raw, int start) {
    if (Octets.indexOf(raw, '\r', start) == raw.length) {
      return false;
    }
    int line = start;
    for (int i = start; i < raw.length; i++) {
      if (raw[i] == '\n') {
        int end = i > line && raw[i - 1] == '\r' ? i - 1 : i;
        if (end == line) {
          return false;
        }
        line = i + 1;
      } else if (raw[i] == '\r' && i + 1 < raw.length && raw[i + 1] != '\n' && isEnd(raw, i + 1)) {
        return true;
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

  private static int colon(byte[] bytes, int from) {
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
    return colon(bytes, at) > 0;
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
      int colon = colon(bytes, at);
      if (colon > 0) {
        var name = new String(bytes, at, colon - at, StandardCharsets.US_ASCII);
        if (FIELDS.contains(name.toLowerCase(Locale.ROOT))) {
          return true;
        }
      }
      at = next(bytes, at);
    }
    return false;
  }
}
