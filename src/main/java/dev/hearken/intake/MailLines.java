package dev.hearken.intake;

import dev.hearken.http.Json;
import dev.hearken.http.Spool;
import dev.hearken.progress.Progress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/// The mails of a folder as lines in the shape in which clients put mails, made while they are
/// read.
///
/// A mail is known by the name of its file under the folder; one of a mailbox by that and by what
/// it consists of, so that it stays the same one when mails before it go, and when programs note in
/// it that it was read. So each is found again the next time.
final class MailLines extends InputStream {
  /// The names of so many lines are known: of the slice that is stored, and of the one that is read
  /// ahead of it.
  private static final int KNOWN = 2 * LineSlices.MOST_LINES + 1;

  private final Folder folder;
  private final String mailbox;
  private final LineImport.Spooling spooling;
  private final Progress progress;
  private final Instant now;
  private final Iterator<Path> files;
  private final Deque<String> places = new ArrayDeque<>();
  private long lines;
  private int number;
  private long passedOver;
  private @Nullable MailFile file;
  private @Nullable Spool mail;
  private @Nullable InputStream line;

  /// @param mailbox of all of them
  MailLines(
      Folder folder, String mailbox, LineImport.Spooling spooling, Progress progress, Instant now)
      throws IOException {
    this.folder = folder;
    this.mailbox = mailbox;
    this.spooling = spooling;
    this.progress = progress;
    this.now = now;
    this.files = folder.files();
  }

  /// The mail in a line, as it is named to people, be it while others are read.
  ///
  /// @param number of the line, from 1
  String name(long number) {
    synchronized (places) {
      long before = number - (lines - places.size()) - 1;
      return places.stream().skip(Math.max(before, 0)).findFirst().orElse(folder.root().toString());
    }
  }

  /// How many files were neither mails nor mailboxes.
  long passedOver() {
    return passedOver;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    for (var now = current(); now != null; now = current()) {
      int count = now.read(bytes, offset, length);
      if (count >= 0) {
        return count;
      }
      end();
    }
    return -1;
  }

  private void end() throws IOException {
    if (line != null) {
      line.close();
      line = null;
    }
    if (mail != null) {
      mail.close();
      mail = null;
    }
  }

  /// The line that is read; null at the end.
  private @Nullable InputStream current() throws IOException {
    return line == null ? begin() : line;
  }

  private @Nullable InputStream begin() throws IOException {
    var next = next();
    if (next == null) {
      return null;
    }
    mail = spooling.of(next.bytes());
    synchronized (places) {
      if (places.size() == KNOWN) {
        places.removeFirst();
      }
      places.addLast(next.place());
      lines++;
    }
    line = line(next, mail);
    return line;
  }

  private MailFile.@Nullable Mail next() throws IOException {
    for (var now = open(); now != null; now = open()) {
      var next = now.next(++number);
      if (next != null) {
        return next;
      }
      now.close();
      file = null;
    }
    return null;
  }

  /// The file that is read, or the next one that has mails.
  private @Nullable MailFile open() throws IOException {
    while (file == null && files.hasNext()) {
      var path = files.next();
      var name = folder.name(path);
      var written = Files.getLastModifiedTime(path).toInstant();
      var in = Unpacked.of(new Counted(Files.newInputStream(path), progress));
      file = MailFile.of(name.replaceFirst("(?i)\\.gz$", ""), written, in);
      number = 0;
      if (file == null) {
        in.close();
        passedOver++;
      }
    }
    return file;
  }

  @SuppressWarnings("JdkObsolete") // a sequence of streams takes nothing newer
  private InputStream line(MailFile.Mail next, Spool whole) throws IOException {
    var fields = new LinkedHashMap<String, Object>();
    var fileName = file == null ? "" : file.name();
    fields.put("id", next.numbered() ? fileName + "#" + MailHead.fingerprint(whole) : fileName);
    fields.put("mailbox", mailbox);
    fields.put("timestamp", MailHead.sent(whole, now, next.written()));
    var head = Json.text(fields).replaceFirst("}$", ",\"mime_content\":\"");
    var text = new MailText(whole.from(0), MailText.isDoubtful(whole.from(0)));
    return new SequenceInputStream(new SequenceInputStream(stream(head), text), stream("\"}\n"));
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() throws IOException {
    end();
    if (file != null) {
      file.close();
      file = null;
    }
  }
}
