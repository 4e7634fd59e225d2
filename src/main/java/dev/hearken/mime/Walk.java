package dev.hearken.mime;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.io.MaxHeaderLengthLimitException;
import org.apache.james.mime4j.io.MaxHeaderLimitException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import org.jspecify.annotations.Nullable;

/// Takes a mail apart into the tree of its parts, within limits.
final class Walk {
  static final int MOST_PARTS = 10_000;
  static final int MOST_FIELDS = 10_000;
  static final int LONGEST_FIELD = 4 << 20;

  private static final MimeConfig CONFIG =
      new MimeConfig.Builder()
          .setMaxLineLen(-1)
          .setMaxHeaderCount(MOST_FIELDS)
          .setMaxHeaderLen(LONGEST_FIELD)
          .setMaxContentLen(-1)
          .build();

  private static final int LONGEST_MARK = 200;

  private final RawMail mail;
  private final Notes notes;
  private final Deque<Open> open = new ArrayDeque<>();
  private @Nullable Part root;
  private int leaves;

  private Walk(RawMail mail, Notes notes) {
    this.mail = mail;
    this.notes = notes;
  }

  static Part parts(RawMail mail, Notes notes) {
    var walk = new Walk(mail, notes);
    var lines = Lines.of(mail.bytes());
    if (!lines.header()) {
      notes.add(Note.Kind.NO_HEADER);
    } else if (!lines.ended()) {
      notes.add(Note.Kind.NO_END_OF_HEADER);
    }
    var top = TopHeader.read(mail, lines);
    if (top.header().hasParts()) {
      int length = lines.bytes().length - top.end();
      walk.read(new ByteArrayInputStream(lines.bytes(), top.end(), length), top.header());
    } else {
      walk.leaf(top.header(), Arrays.copyOfRange(lines.bytes(), top.end(), lines.bytes().length));
    }
    return walk.root == null ? new Part.Leaf(top.header(), 0, new byte[0]) : walk.root;
  }

  /// @param header what it says is what the bytes are
  private void read(InputStream bytes, PartHeader header) {
    int outer = open.size();
    var stream = new MimeTokenStream(CONFIG, header);
    stream.setRecursionMode(RecursionMode.M_NO_RECURSE);
    try {
      stream.parseHeadless(bytes, header.getMimeType());
      for (var state = stream.getState();
          state != EntityState.T_END_OF_STREAM;
          state = stream.next()) {
        switch (state) {
          case T_START_MULTIPART -> open.push(new Open((PartHeader) stream.getBodyDescriptor()));
          case T_PREAMBLE -> open.element().before = stream.getInputStream().readAllBytes();
          case T_BODY ->
              leaf((PartHeader) stream.getBodyDescriptor(), stream.getInputStream().readAllBytes());
          case T_END_MULTIPART -> close();
          default -> {}
        }
        if (leaves >= MOST_PARTS) {
          notes.add(Note.Kind.TOO_MANY_PARTS);
          break;
        }
      }
    } catch (MaxHeaderLimitException | MaxHeaderLengthLimitException e) {
      tooMuch();
    } catch (MimeException e) {
      if (!(e.getCause() instanceof MaxHeaderLimitException)) {
        throw new Unreadable("It cannot be taken apart: " + e.getMessage());
      }
      tooMuch();
    } catch (IOException e) {
      tooMuch();
    }
    while (open.size() > outer) {
      close();
    }
  }

  private void tooMuch() {
    notes.add(Note.Kind.TOO_MUCH_HEADER);
  }

  private void leaf(PartHeader header, byte[] raw) {
    if (header.isTooDeep()) {
      notes.add(Note.Kind.TOO_DEEP);
    } else if (header.lacksBoundary()) {
      withoutBoundary(header, raw);
      return;
    }
    add(new Part.Leaf(header, leaves++, raw));
  }

  /// The mark between the parts may be seen in the text, where the header does not tell it.
  private void withoutBoundary(PartHeader header, byte[] raw) {
    notes.add(Note.Kind.NO_BOUNDARY);
    var mark = mark(raw);
    if (mark.isEmpty() || mark.equals(header.getBoundary())) {
      open.push(new Open(header));
      add(new Part.Leaf(plain(), leaves++, raw));
      close();
      return;
    }
    read(new ByteArrayInputStream(raw), header.bounded(mark));
  }

  /// The first line that looks like a mark and has a field behind it.
  private static String mark(byte[] raw) {
    for (int at = 0; at < raw.length; ) {
      int end = at;
      while (end < raw.length && raw[end] != '\n') {
        end++;
      }
      if (end - at > 4
          && end - at < LONGEST_MARK
          && raw[at] == '-'
          && raw[at + 1] == '-'
          && Lines.isField(raw, end + 1)) {
        var mark = new String(raw, at + 2, end - at - 2, StandardCharsets.ISO_8859_1).strip();
        if (!mark.isBlank() && mark.indexOf('"') < 0 && mark.indexOf('\\') < 0) {
          return mark;
        }
      }
      at = end + 1;
    }
    return "";
  }

  private PartHeader plain() {
    return (PartHeader) new PartHeader(mail, PartHeader.DEEPEST, "text/plain").build();
  }

  private void add(Part part) {
    if (open.isEmpty()) {
      root = root == null ? part : root;
    } else {
      open.element().parts.add(part);
    }
  }

  private void close() {
    var group = open.pop();
    if (group.parts.isEmpty() && group.before.length > 0) {
      // The mark that the header tells never came, so that all of it stands before the first part.
      withoutBoundary(group.header, group.before);
      return;
    }
    add(new Part.Group(group.header, List.copyOf(group.parts)));
  }

  private static final class Open {
    final PartHeader header;
    final List<Part> parts = new ArrayList<>();
    byte[] before = new byte[0];

    Open(PartHeader header) {
      this.header = header;
    }
  }
}
