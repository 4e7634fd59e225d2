package dev.hearken.email;

import dev.hearken.http.Json;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Enumeration;
import java.util.Iterator;

/// Mails as JSON, with commas between them, made piece by piece as it is read. The content is the
/// last field of each.
@SuppressWarnings("JdkObsolete") // a sequence of streams takes nothing newer
final class EmailJson implements Enumeration<InputStream> {
  private static final byte[] CONTENT = ascii(",\"mime_content\":\"");
  private static final byte[] END = ascii("\"}");
  private static final byte[] COMMA = ascii(",");

  private final Iterator<EmailPart> parts;
  private boolean begun;
  private boolean ended;

  private EmailJson(Iterator<EmailPart> parts) {
    this.parts = parts;
  }

  /// @param parts all of one mail in their order, then all of the next
  static InputStream of(Iterator<EmailPart> parts) {
    return new SequenceInputStream(new EmailJson(parts));
  }

  @Override
  public boolean hasMoreElements() {
    return parts.hasNext() || (begun && !ended);
  }

  @Override
  public InputStream nextElement() {
    if (!parts.hasNext()) {
      ended = true;
      return stream(END);
    }
    var part = parts.next();
    var piece = stream(part.bytes() == null ? new byte[0] : MimeText.json(part.bytes()));
    if (part.position() > 0) {
      return piece;
    }
    var beginning = new SequenceInputStream(head(part), piece);
    if (!begun) {
      begun = true;
      return beginning;
    }
    return new SequenceInputStream(new SequenceInputStream(stream(END), stream(COMMA)), beginning);
  }

  /// All but the content, and how the content begins.
  private static InputStream head(EmailPart part) {
    var json = Json.bytes(part);
    return new SequenceInputStream(
        new ByteArrayInputStream(json, 0, json.length - 1), stream(CONTENT));
  }

  private static InputStream stream(byte[] bytes) {
    return new ByteArrayInputStream(bytes);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
