package dev.hearken.intake;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;

/// A file of many mails, each behind a line that begins with `From ` and ends with a date, as the
/// standard C library writes it. Such a line separates only at the beginning of the file and behind
/// an empty line, which belongs to it.
///
/// What programs put in front of lines of a mail that would look like that is taken away: of `>From
/// ` and all with more of these signs, one (the form called mboxrd; in the others, lines with more
/// than one sign are as good as never). Ends of lines stay as they are.
final class Mbox {
  private static final Pattern SEPARATOR =
      Pattern.compile(
          "From .*\\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun),? .*\\b\\d{1,2}:\\d{2}\\b.*\\b\\d{4}\\b.*",
          Pattern.DOTALL);

  private static final int LONGEST_SEPARATOR = 1_000;

  /// A line is read in pieces of this size.
  private static final int PIECE = 64 << 10;

  private final InputStream in;
  private final byte[] line = new byte[PIECE];
  private int length;

  /// Does the line begin where the piece does?
  private boolean atBegin = true;

  private byte[] held = new byte[0];
  private String separator = "";
  private boolean ended;

  private Mbox(InputStream in) {
    this.in = in;
  }

  /// Does a file with these first bytes look like one?
  static boolean is(byte[] first, int count) {
    int end = 0;
    while (end < count && first[end] != '\n') {
      end++;
    }
    return isSeparator(first, end);
  }

  /// @param in read from its first line on, which separates; a stream with a buffer
  static Mbox of(InputStream in) throws IOException {
    var mbox = new Mbox(in);
    mbox.next();
    return mbox;
  }

  private static boolean isSeparator(byte[] line, int length) {
    return length > 5
        && length < LONGEST_SEPARATOR
        && line[0] == 'F'
        && line[1] == 'r'
        && line[2] == 'o'
        && line[3] == 'm'
        && line[4] == ' '
        && SEPARATOR
            .matcher(new String(line, 0, length, StandardCharsets.ISO_8859_1).stripTrailing())
            .matches();
  }

  /// Is there another mail?
  boolean hasMail() {
    return !ended;
  }

  /// What stands in front of the mail behind its `From `.
  String separator() {
    return separator;
  }

  /// Reads the next mail to its end; it must be read to its end.
  InputStream mail() throws IOException {
    separator = new String(line, 5, length - 5, StandardCharsets.ISO_8859_1).strip();
    held = new byte[0];
    next();
    return new Mail();
  }

  /// Reads a line, or a piece of one.
  private void next() throws IOException {
    atBegin = length == 0 || line[length - 1] == '\n';
    length = 0;
    while (length < PIECE) {
      int octet = in.read();
      if (octet < 0) {
        break;
      }
      line[length++] = (byte) octet;
      if (octet == '\n') {
        break;
      }
    }
    ended = length == 0;
  }

  private boolean isEmpty() {
    return atBegin && (line[0] == '\n' || (length == 2 && line[0] == '\r' && line[1] == '\n'));
  }

  private int quotes() {
    int signs = 0;
    while (signs < length && line[signs] == '>') {
      signs++;
    }
    boolean quoted =
        atBegin
            && signs > 0
            && length - signs >= 5
            && line[signs] == 'F'
            && line[signs + 1] == 'r'
            && line[signs + 2] == 'o'
            && line[signs + 3] == 'm'
            && line[signs + 4] == ' ';
    return quoted ? 1 : 0;
  }

  private final class Mail extends InputStream {
    private byte[] ready = new byte[0];
    private int at;
    private boolean over;

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      while (at == ready.length) {
        if (over) {
          return -1;
        }
        advance();
      }
      int count = Math.min(length, ready.length - at);
      System.arraycopy(ready, at, bytes, offset, count);
      at += count;
      return count;
    }

    /// Goes on by a line. An empty one is held back until it is known whether it belongs to what
    /// separates; the last one of the file does.
    private void advance() throws IOException {
      at = 0;
      ready = new byte[0];
      boolean behindEmpty = held.length > 0;
      if (ended || (behindEmpty && atBegin && isSeparator(line, length))) {
        over = true;
        return;
      }
      var out = new ByteArrayOutputStream(held.length + length);
      out.writeBytes(held);
      held = new byte[0];
      if (isEmpty()) {
        held = Arrays.copyOf(line, length);
      } else {
        int from = quotes();
        out.write(line, from, length - from);
      }
      next();
      ready = out.toByteArray();
    }
  }
}
