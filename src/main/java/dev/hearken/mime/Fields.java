package dev.hearken.mime;

import dev.hearken.charset.Decoded;
import dev.hearken.charset.Octets;
import dev.hearken.header.Addresses;
import dev.hearken.header.HeaderText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The fields of a mail's header as a person reads them.
///
/// @param charset of bytes that should not be in a header, as the mail's text has it
record Fields(RawMail mail, PartHeader header, String charset, Notes notes) {
  /// Encoded words still encoded.
  String line(String name) {
    var value = header.first(name);
    return value == null ? "" : clean(raw(value).text());
  }

  String subject() {
    var value = header.first("subject");
    if (value == null) {
      return "";
    }
    var subject = HeaderText.words(mail.back(value, charset), charset);
    notes.add(Note.Kind.REPLACED_CHARACTERS, subject.replaced());
    return clean(subject.text());
  }

  /// Of all fields of this name.
  List<String> addresses(String name) {
    var values = header.all(name);
    if (values.isEmpty()) {
      return List.of();
    }
    var raw = new ArrayList<Decoded>(values.size());
    values.forEach(value -> raw.add(raw(value)));
    var addresses = Addresses.of(raw);
    notes.add(Note.Kind.REPLACED_CHARACTERS, addresses.replaced());
    notes.add(Note.Kind.TOO_MANY_ADDRESSES, addresses.left());
    var clean = new ArrayList<String>(addresses.all().size());
    addresses.all().forEach(address -> clean.add(clean(address)));
    return clean;
  }

  private Decoded raw(byte[] value) {
    return Octets.areAscii(value)
        ? new Decoded(HeaderText.onOneLine(new String(value, StandardCharsets.ISO_8859_1)), 0, "")
        : HeaderText.raw(mail.back(value, charset), charset);
  }

  private String clean(String text) {
    return PlainText.tidy(text, notes);
  }
}
