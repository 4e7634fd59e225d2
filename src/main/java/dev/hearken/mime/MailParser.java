package dev.hearken.mime;

import dev.hearken.header.Dates;
import dev.hearken.header.MessageIds;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads a mail. Every method is a function of what it is given, and throws nothing but
/// [Unreadable].
public final class MailParser {
  /// Rises when the same mail would become another message.
  public static final int VERSION = 1;

  private static final Instant FIRST_MAIL = Instant.parse("1971-01-01T00:00:00Z");

  /// Clocks are wrong, and zones are; but no mail arrives much before it is sent.
  private static final Duration WRONG_CLOCK = Duration.ofDays(7);

  private MailParser() {}

  /// @param timestamp when the mail was sent if it does not say so itself
  public static Mail parse(RawMail mail, Instant timestamp) {
    return parse(mail, timestamp, Long.MAX_VALUE);
  }

  /// @param mostText how many bytes its texts may have, as they travel; to read a text takes far
  ///   more memory than to attach something
  public static Mail parse(RawMail mail, Instant timestamp, long mostText) {
    var notes = new Notes();
    var root = root(mail, mostText, notes);
    var reader = new Reader(mail, notes);
    var texts = Texts.of(root, reader);
    var charset = reader.charset().isEmpty() ? charset(root) : reader.charset();
    return message(mail, root.header(), charset, texts, timestamp, notes);
  }

  private static Part root(RawMail mail, long mostText, Notes notes) {
    if (isBlank(mail.bytes())) {
      throw new Unreadable("It is empty.");
    }
    var root = Walk.parts(mail, notes);
    long text = text(root);
    if (text > mostText) {
      throw new Unreadable(
          "Its texts have %,d bytes; the memory of this server is enough for %,d beside the rest of it."
              .formatted(text, mostText));
    }
    return root;
  }

  private static long text(Part part) {
    return switch (part) {
      case Part.Leaf leaf -> leaf.header().type().startsWith("text/") ? leaf.raw().length : 0;
      case Part.Group group -> group.parts().stream().mapToLong(MailParser::text).sum();
    };
  }

  private static boolean isBlank(byte[] bytes) {
    for (byte octet : bytes) {
      if (octet < 0 || octet > ' ') {
        return false;
      }
    }
    return true;
  }

  /// The header as it stands in a mail, for a text that is known already.
  public static Mail parse(String rawHeader, Body body, Instant timestamp) {
    var notes = new Notes();
    var mail = RawMail.sent((rawHeader.strip() + "\n\n").getBytes(StandardCharsets.UTF_8));
    var header = Walk.parts(mail, notes).header();
    return message(mail, header, "", new Texts.Read(body, List.of()), timestamp, notes);
  }

  /// @param header the values of the fields by their names
  public static Mail parse(Map<String, String> header, Body body, Instant timestamp) {
    var mail = RawMail.sent(new byte[0]);
    var fields = new PartHeader(mail, 0, "text/plain");
    header.forEach((name, value) ->
        fields.add(name.strip().toLowerCase(Locale.ROOT), value.getBytes(StandardCharsets.UTF_8)));
    return message(mail, fields, "", new Texts.Read(body, List.of()), timestamp, new Notes());
  }

  public static Body plain(String text) {
    return Body.of(List.of(new Body.Piece(PlainText.tidy(text, new Notes()), "", false)));
  }

  public static Body html(String html) {
    var reader = new Reader(RawMail.sent(new byte[0]), new Notes());
    return Body.of(List.of(reader.shown(html)));
  }

  /// A file of a mail, cut out of it.
  ///
  /// @param bytes as they were sent
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Cut(Attachment attachment, byte[] bytes) {}

  /// One of the attachments of a mail.
  ///
  /// @param number in the list that the mail has of them, from 0
  /// @param mostText how many bytes the texts of the mail may have, as they travel: they are read
  ///   to know what is attached to them
  /// @return nothing when it has not so many
  public static Optional<Cut> cut(RawMail mail, int number, long mostText) {
    var notes = new Notes();
    var root = root(mail, mostText, notes);
    var reader = new Reader(mail, notes);
    var all = Texts.of(root, reader).attachments();
    if (number >= all.size()) {
      return Optional.empty();
    }
    var attachment = all.get(number);
    return Optional.ofNullable(leaf(root, attachment.place()))
        .map(leaf -> new Cut(attachment, reader.content(leaf)));
  }

  private static Part.@Nullable Leaf leaf(Part part, int place) {
    return switch (part) {
      case Part.Leaf leaf -> leaf.place() == place ? leaf : null;
      case Part.Group group -> {
        for (var child : group.parts()) {
          var found = leaf(child, place);
          if (found != null) {
            yield found;
          }
        }
        yield null;
      }
    };
  }

  /// The first that a part names.
  private static String charset(Part part) {
    return switch (part) {
      case Part.Leaf leaf -> leaf.header().charset();
      case Part.Group group -> group.parts().isEmpty() ? "" : charset(group.parts().getFirst());
    };
  }

  private static Mail message(
      RawMail mail,
      PartHeader header,
      String charset,
      Texts.Read texts,
      Instant timestamp,
      Notes notes) {
    var fields = new Fields(mail, header, charset, notes);
    return new Mail(
        MessageIds.withoutBlanks(fields.line("message-id")),
        MessageIds.of(fields.line("references")),
        MessageIds.of(fields.line("in-reply-to")),
        fields.addresses("from"),
        fields.addresses("sender"),
        fields.addresses("reply-to"),
        fields.addresses("to"),
        fields.addresses("cc"),
        fields.addresses("bcc"),
        date(fields.line("date"), timestamp, notes).truncatedTo(ChronoUnit.MICROS),
        fields.subject(),
        texts.body(),
        texts.attachments(),
        notes.all());
  }

  private static Instant date(String written, Instant timestamp, Notes notes) {
    if (written.isEmpty()) {
      notes.add(Note.Kind.NO_DATE);
      return timestamp;
    }
    var date = Dates.of(written);
    if (date.isEmpty()
        || date.get().isBefore(FIRST_MAIL)
        || date.get().isAfter(timestamp.plus(WRONG_CLOCK))) {
      notes.add(Note.Kind.ABSURD_DATE);
      return timestamp;
    }
    return date.get();
  }
}
