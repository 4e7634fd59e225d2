package dev.hearken.mime;

import dev.hearken.charset.Decoded;
import dev.hearken.header.HeaderText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Decides which parts of a mail are its text and which are attached to it.
///
/// Of alternatives, the plain text is shown: its author's program wrote it for those who read text,
/// and quotes are marked in it. The HTML is shown where there is no plain text, or one that only
/// says that there is HTML. What is attached to an alternative stays attached.
final class Texts {
  /// So short a text may be a mere hint at the HTML beside it.
  private static final int HINT = 300;

  /// How many times longer the HTML is than a hint.
  private static final int MORE = 4;

  private static final int LONGEST_NAME = 512;

  private static final Set<String> PLAIN = Set.of("text/plain", "text/enriched", "text/richtext");

  private final Reader reader;
  private final List<Attachment> attachments = new ArrayList<>();

  /// For bounces that have no other text.
  private String report = "";

  private Texts(Reader reader) {
    this.reader = reader;
  }

  static Read of(Part root, Reader reader) {
    var texts = new Texts(reader);
    var pieces = new ArrayList<Body.Piece>();
    texts.read(root, pieces, true);
    pieces.removeIf(piece -> piece.text().isEmpty() && piece.html().isEmpty());
    if (pieces.stream().allMatch(piece -> piece.text().isEmpty()) && !texts.report.isEmpty()) {
      pieces.add(new Body.Piece(texts.report, "", false));
    }
    return new Read(Body.of(pieces), texts.attachments);
  }

  /// What a mail is for a person.
  record Read(Body body, List<Attachment> attachments) {}

  private void read(Part part, List<Body.Piece> into, boolean first) {
    switch (part) {
      case Part.Leaf leaf -> leaf(leaf, into, first);
      case Part.Group group -> {
        if (group.header().type().equals("multipart/alternative")) {
          alternative(group, into, first);
        } else {
          boolean foremost = first;
          for (var child : group.parts()) {
            read(child, into, foremost);
            foremost = false;
          }
        }
      }
    }
  }

  private void leaf(Part.Leaf leaf, List<Body.Piece> into, boolean first) {
    var type = leaf.header().type();
    boolean text = PLAIN.contains(type) || type.equals("text/html");
    boolean named = !leaf.header().fileName().isBlank();
    if (!text || leaf.header().isAttachment() || (named && !first)) {
      attach(leaf);
    } else if (type.equals("text/html")) {
      into.add(reader.shown(reader.html(leaf)));
    } else {
      into.add(new Body.Piece(reader.plain(leaf), "", false));
    }
  }

  private void alternative(Part.Group group, List<Body.Piece> into, boolean first) {
    String plain = null;
    Part.Leaf html = null;
    var others = new ArrayList<Part>();
    for (var child : group.parts()) {
      if (child instanceof Part.Leaf leaf && !leaf.header().isAttachment()) {
        if (PLAIN.contains(leaf.header().type()) && plain == null) {
          plain = reader.plain(leaf);
          continue;
        }
        if (leaf.header().type().equals("text/html") && html == null) {
          html = leaf;
          continue;
        }
      }
      var inner = html == null ? takeHtml(child) : null;
      if (inner != null) {
        html = inner.html;
        others.addAll(inner.others);
      } else {
        others.add(child);
      }
    }
    if (html != null) {
      into.add(shown(plain == null ? "" : plain, reader.html(html)));
    } else if (plain != null && !plain.isEmpty()) {
      into.add(new Body.Piece(plain, "", false));
    }
    boolean written = html != null || (plain != null && !plain.isEmpty());
    for (var other : others) {
      if (written) {
        attachOnly(other);
      } else {
        read(other, into, first);
      }
    }
  }

  private Body.Piece shown(String plain, String html) {
    if (plain.length() >= HINT) {
      return new Body.Piece(plain, html, false);
    }
    if (html.length() > plain.length() * MORE || plain.isEmpty()) {
      var shown = reader.shown(html);
      if (shown.text().length() > plain.length() * MORE) {
        return shown;
      }
    }
    return new Body.Piece(plain, html, false);
  }

  /// The HTML of an alternative may be in a group, with its pictures.
  private static @Nullable Related takeHtml(Part part) {
    if (!(part instanceof Part.Group group)
        || group.header().type().equals("multipart/alternative")) {
      return null;
    }
    var others = new ArrayList<Part>();
    Part.Leaf html = null;
    for (var child : group.parts()) {
      if (html == null
          && child instanceof Part.Leaf leaf
          && leaf.header().type().equals("text/html")
          && !leaf.header().isAttachment()) {
        html = leaf;
      } else {
        others.add(child);
      }
    }
    return html == null ? null : new Related(html, others);
  }

  private record Related(Part.Leaf html, List<Part> others) {}

  /// Another form of a text that is read already is no attachment; files are.
  private void attachOnly(Part part) {
    switch (part) {
      case Part.Leaf leaf -> {
        var type = leaf.header().type();
        boolean text = PLAIN.contains(type) || type.equals("text/html");
        if (!text || leaf.header().isAttachment() || !leaf.header().fileName().isBlank()) {
          attach(leaf);
        }
      }
      case Part.Group group -> group.parts().forEach(this::attachOnly);
    }
  }

  private void attach(Part.Leaf leaf) {
    var header = leaf.header();
    var type = header.type();
    if (type.equals("message/delivery-status") && report.isEmpty()) {
      report = reader.plain(leaf);
    }
    attachments.add(
        new Attachment(
            name(leaf),
            reader.size(leaf),
            type,
            header.contentId(),
            leaf.place(),
            header.encoding()));
  }

  private static String name(Part.Leaf leaf) {
    var header = leaf.header();
    var name = oneLine(header.fileName());
    if (!name.isEmpty()) {
      return name;
    }
    return switch (header.type()) {
      case "message/rfc822", "message/global" -> {
        var subject = subject(leaf.raw());
        yield (subject.isEmpty() ? "message" : subject) + ".eml";
      }
      case "text/calendar", "application/ics" -> "calendar.ics";
      case "message/delivery-status" -> "delivery-status.txt";
      case "text/rfc822-headers", "message/rfc822-headers" -> "headers.txt";
      case "application/pgp-signature" -> "signature.asc";
      case "application/pkcs7-signature", "application/x-pkcs7-signature" -> "smime.p7s";
      case "application/ms-tnef" -> "winmail.dat";
      default -> "attachment-%d.%s".formatted(leaf.place() + 1, ending(header.type()));
    };
  }

  private static String ending(String type) {
    var kind =
        type.substring(type.indexOf('/') + 1).replaceFirst("^x-", "").replaceAll("[^a-z0-9]", "");
    return switch (kind) {
      case "plain" -> "txt";
      case "jpeg", "pjpeg" -> "jpg";
      case "octetstream", "" -> "bin";
      default -> kind.substring(0, Math.min(8, kind.length()));
    };
  }

  private static String subject(byte[] mail) {
    var head = new String(mail, 0, Math.min(mail.length, 16_384), StandardCharsets.ISO_8859_1);
    for (var line : head.split("\r?\n", 200)) {
      if (line.isEmpty()) {
        break;
      }
      if (line.regionMatches(true, 0, "subject:", 0, 8)) {
        Decoded subject =
            HeaderText.words(line.substring(8).getBytes(StandardCharsets.ISO_8859_1), "");
        return oneLine(subject.text());
      }
    }
    return "";
  }

  private static String oneLine(String name) {
    var line = PlainText.tidy(HeaderText.onOneLine(name), new Notes());
    int length = line.codePointCount(0, line.length());
    return length <= LONGEST_NAME
        ? line
        : line.substring(0, line.offsetByCodePoints(0, LONGEST_NAME));
  }
}
