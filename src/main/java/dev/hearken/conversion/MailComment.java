package dev.hearken.conversion;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.hearken.body.Tokens;
import dev.hearken.comment.NewComment;
import dev.hearken.header.Addresses;
import dev.hearken.http.Json;
import dev.hearken.markup.Markup;
import dev.hearken.mime.Mail;
import dev.hearken.recipe.Recipe;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A comment that was made of a mail, and what the mail says of its thread. It is written as a
/// client would send it, and read as what clients send is: so the same limits hold, and the same is
/// the same.
///
/// @param comment without a thread, which may depend on other mails
/// @param id what names the mail, as it may name a thread
/// @param thread the one that it says it belongs to
/// @param answers what names the mail that it answers, if it says no more of its thread
public record MailComment(
    NewComment comment, String id, @Nullable String thread, @Nullable String answers) {
  /// Of a Message-ID, in bytes; in place of a longer one its digest stands.
  private static final int LONGEST_ID = 512;

  /// As comments have them.
  private static final int MOST_ATTACHMENTS = 128;

  private static final int LONGEST_FIELD = 256;

  /// @throws dev.hearken.http.Refusal.Invalid when it breaks a limit of comments
  public static MailComment of(Mail mail, Beside beside, Recipe recipe) {
    var comment = comment(mail, beside, recipe);
    var id = shortened(beside.id());
    var thread =
        Stream.of(beside.conversation(), first(mail.references()).orElse(""))
            .filter(each -> !each.isEmpty())
            .findFirst();
    if (thread.isPresent()) {
      return new MailComment(comment, id, shortened(thread.get()), null);
    }
    var answers = first(mail.inReplyTo()).orElse(null);
    return new MailComment(comment, id, answers == null ? id : null, answers);
  }

  private static Optional<String> first(List<String> ids) {
    return ids.stream().filter(id -> !id.isEmpty()).findFirst();
  }

  /// Lower-case hex of the bytes of what names the mail, or of their SHA-256 when they are many.
  public static String commentId(String messageId) {
    var bytes = messageId.getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(bytes.length > LONGEST_ID ? sha256(bytes) : bytes);
  }

  /// An id as it may name a thread.
  public static String shortened(String id) {
    return id.getBytes(StandardCharsets.UTF_8).length > LONGEST_ID ? commentId(id) : id;
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java lacks SHA-256", e);
    }
  }

  private static NewComment comment(Mail mail, Beside beside, Recipe recipe) {
    var properties = new LinkedHashMap<>(beside.properties());
    var from = mail.from().isEmpty() ? mail.sender() : mail.from();
    beside.say(properties, "string:Sender Domain", domains(from.stream().limit(1)));
    beside.say(
        properties,
        "string:Recipient Domain",
        domains(Stream.of(mail.to(), mail.cc(), mail.bcc()).flatMap(Collection::stream)));
    var written = recipe.written(mail);
    beside.say(properties, "string:Body Kept From", written.kept());
    var json = new ByteArrayOutputStream();
    try (var out = Json.generator(json)) {
      out.writeStartObject();
      out.writeStringField("id", beside.commentId());
      out.writeStringField("timestamp", Json.timestamp(mail.sentAt()));
      out.writeArrayFieldStart("messages");
      int cut = message(mail, from, written, out);
      out.writeEndArray();
      if (cut > 0) {
        properties.put("number:Cut Characters", cut);
      }
      attachments(mail, beside, out);
      if (beside.attachments() == null && mail.attachments().size() > MOST_ATTACHMENTS) {
        properties.put("number:Cut Attachments", mail.attachments().size() - MOST_ATTACHMENTS);
      }
      out.writeFieldName("user_properties");
      out.writeRawValue(Json.text(properties));
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return NewComment.of(json.toByteArray());
  }

  /// @return how many characters of its text are left out
  private static int message(
      Mail mail, List<String> from, Recipe.Written written, JsonGenerator out) throws IOException {
    out.writeStartObject();
    if (!from.isEmpty()) {
      out.writeStringField("from", from.getFirst());
    }
    participants("to", mail.to(), out);
    participants("cc", mail.cc(), out);
    participants("bcc", mail.bcc(), out);
    out.writeStringField("sent_at", Json.timestamp(mail.sentAt()));
    int cut = part("body", written.text(), written.markup(), out);
    if (!mail.subject().isEmpty()) {
      cut += part("subject", mail.subject(), List.of(), out);
    }
    if (!written.signature().isEmpty()) {
      cut += part("signature", written.signature(), written.signatureMarkup(), out);
    }
    out.writeEndObject();
    return cut;
  }

  private static void participants(String name, List<String> all, JsonGenerator out)
      throws IOException {
    if (!all.isEmpty()) {
      out.writeArrayFieldStart(name);
      for (var each : all) {
        out.writeString(each);
      }
      out.writeEndArray();
    }
  }

  /// Markup points into all of its text, so a text that is cut has none.
  private static int part(String name, String text, List<Markup> markup, JsonGenerator out)
      throws IOException {
    int end = end(text, Tokens.LONGEST_TEXT);
    out.writeObjectFieldStart(name);
    out.writeStringField("text", text.substring(0, end));
    if (!markup.isEmpty() && end == text.length()) {
      out.writeFieldName("text_markup");
      Markup.write(markup, out);
    }
    out.writeEndObject();
    return text.codePointCount(end, text.length());
  }

  /// Where a text is to end that may have so many characters: behind all of it, or before the last
  /// end of a line within them, or where there is none, behind so many.
  static int end(String text, int longest) {
    if (text.length() <= longest || text.codePointCount(0, text.length()) <= longest) {
      return text.length();
    }
    int end = text.offsetByCodePoints(0, longest);
    int line = text.lastIndexOf('\n', end);
    return line > 0 ? line : end;
  }

  private static void attachments(Mail mail, Beside beside, JsonGenerator out) throws IOException {
    if (beside.attachments() != null) {
      out.writeFieldName("attachments");
      out.writeRawValue(beside.attachments());
      return;
    }
    if (mail.attachments().isEmpty()) {
      return;
    }
    out.writeArrayFieldStart("attachments");
    for (var each : mail.attachments().stream().limit(MOST_ATTACHMENTS).toList()) {
      out.writeStartObject();
      out.writeStringField("name", field(each.name()));
      out.writeNumberField("size", each.size());
      out.writeStringField("content_type", field(each.type()));
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private static String field(String text) {
    return text.codePointCount(0, text.length()) <= LONGEST_FIELD
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST_FIELD));
  }

  private static String domains(Stream<String> addresses) {
    var domains = new TreeSet<String>();
    addresses.forEach(each -> Addresses.domain(each).ifPresent(domains::add));
    return String.join(",", domains);
  }
}
