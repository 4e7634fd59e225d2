package dev.hearken.mime;

import dev.hearken.charset.Charsets;
import dev.hearken.charset.Octets;
import dev.hearken.html.HtmlDocument;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// Reads the texts of one mail.
final class Reader {
  /// Where HTML says in which character set it is.
  private static final int HEAD = 2_048;

  /// A tree takes many times as much.
  private static final int MOST_KEPT = 1 << 18;

  private static final Pattern META =
      Pattern.compile("(?i)<meta[^>]{0,200}?charset\\s*=\\s*[\"']?([\\w:.-]{2,40})");

  private final RawMail mail;
  private final Notes notes;

  /// How many elements may still be read, in all HTML of the mail together.
  private int elements = HtmlDocument.MOST_ELEMENTS;

  /// Of how much HTML the tree is kept, in characters.
  private int kept;

  /// In which the first text beyond ASCII was read.
  private String charset = "";

  Reader(RawMail mail, Notes notes) {
    this.mail = mail;
    this.notes = notes;
  }

  /// Of the mail's text; empty when it is plain ASCII.
  String charset() {
    return charset;
  }

  /// As it was sent.
  byte[] content(Part.Leaf leaf) {
    var transfer =
        Transfer.decode(mail.back(leaf.raw(), leaf.header().charset()), leaf.header().encoding());
    return transfer.bytes();
  }

  long size(Part.Leaf leaf) {
    return content(leaf).length;
  }

  String plain(Part.Leaf leaf) {
    var header = leaf.header();
    var text = text(leaf);
    if (header.type().equals("text/enriched") || header.type().equals("text/richtext")) {
      return PlainText.withoutMarks(text);
    }
    if (header.parameters().get("format").equalsIgnoreCase("flowed")) {
      return PlainText.unfold(text, header.parameters().get("delsp").equalsIgnoreCase("yes"));
    }
    return text;
  }

  /// As it is written.
  String html(Part.Leaf leaf) {
    return text(leaf);
  }

  /// As a person reads it. The tree goes with it while all that the mail keeps are small.
  Body.Piece shown(String html) {
    var document = HtmlDocument.parse(html, elements);
    elements -= document.elements();
    if (!document.complete()) {
      notes.add(Note.Kind.HTML_CUT);
    }
    var text = PlainText.tidy(document.text(), notes);
    kept += html.length();
    return new Body.Piece(text, html, true, kept > MOST_KEPT ? null : document);
  }

  private String text(Part.Leaf leaf) {
    var charset = leaf.header().charset();
    var raw = mail.back(leaf.raw(), charset);
    var transfer = Transfer.decode(raw, leaf.header().encoding());
    notes.add(Note.Kind.BROKEN_ENCODING, transfer.faults());
    var named =
        charset.isEmpty() && leaf.header().type().equals("text/html")
            ? meta(transfer.bytes())
            : charset;
    if (Octets.areTidy(transfer.bytes()) && Charsets.keepsAscii(named)) {
      return PlainText.trim(transfer.bytes());
    }
    var decoded = Charsets.decode(transfer.bytes(), named);
    notes.add(Note.Kind.REPLACED_CHARACTERS, decoded.replaced());
    if (this.charset.isEmpty() && !decoded.charset().equals("US-ASCII")) {
      this.charset = decoded.charset();
    }
    return PlainText.tidy(decoded.text(), notes);
  }

  private static String meta(byte[] html) {
    var head = new String(html, 0, Math.min(HEAD, html.length), StandardCharsets.ISO_8859_1);
    var found = META.matcher(head);
    return found.find() ? found.group(1) : "";
  }
}
