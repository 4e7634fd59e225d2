package dev.hearken.mime;

import dev.hearken.charset.Octets;
import dev.hearken.header.HeaderText;
import dev.hearken.header.MessageIds;
import dev.hearken.header.Parameters;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.james.mime4j.stream.BodyDescriptor;
import org.apache.james.mime4j.stream.BodyDescriptorBuilder;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.RawField;
import org.jspecify.annotations.Nullable;

/// The header of a mail or of a part of it, collected while it is read; what it says about the body
/// decides how the reader goes on.
final class PartHeader implements BodyDescriptorBuilder, BodyDescriptor {
  /// What is nested deeper is not taken apart: each level is one more that every byte passes.
  static final int DEEPEST = 20;

  private static final int LONGEST_BOUNDARY = 1_000;

  private final List<One> fields = new ArrayList<>();
  private final RawMail mail;
  private final int depth;

  /// Of parts that do not name their type.
  private final String usual;

  private Parameters type = Parameters.NONE;
  private Parameters disposition = Parameters.NONE;
  private String encoding = "8bit";
  private String boundary = "";

  /// Is all of it there? Then the reader only asks.
  private boolean built;

  PartHeader(RawMail mail, int depth, String usual) {
    this.mail = mail;
    this.depth = depth;
    this.usual = usual;
  }

  /// @param value with its line breaks
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record One(String name, byte[] value) {}

  /// The same one, with a mark between its parts that it does not tell.
  PartHeader bounded(String mark) {
    boundary = "";
    var header = (PartHeader) build();
    header.boundary = mark;
    return header;
  }

  @Override
  public void reset() {
    if (!built) {
      fields.clear();
    }
  }

  @Override
  public @Nullable Field addField(RawField field) {
    var raw = field.getRaw();
    if (built || raw == null) {
      return null;
    }
    var bytes = raw.toByteArray();
    int from = Math.min(field.getDelimiterIdx() + 1, bytes.length);
    fields.add(
        new One(
            field.getName().strip().toLowerCase(Locale.ROOT),
            Arrays.copyOfRange(bytes, from, bytes.length)));
    return null;
  }

  /// @param name lower case
  void add(String name, byte[] value) {
    fields.add(new One(name, value));
  }

  @Override
  public BodyDescriptor build() {
    if (built && !boundary.isEmpty()) {
      return this;
    }
    var header = new PartHeader(mail, depth, usual);
    header.built = true;
    header.fields.addAll(fields);
    header.type = parameters("content-type");
    header.disposition = parameters("content-disposition");
    header.encoding = Transfer.encoding(text("content-transfer-encoding"));
    var latin = first("content-type");
    if (header.type().startsWith("multipart/") && latin != null && depth < DEEPEST) {
      var written = HeaderText.onOneLine(new String(latin, StandardCharsets.ISO_8859_1));
      var mark = Parameters.of(written).get("boundary").stripTrailing();
      header.boundary = mark.length() > LONGEST_BOUNDARY ? "" : mark;
    }
    return header;
  }

  @Override
  public BodyDescriptorBuilder newChild() {
    var children =
        parameters("content-type").value().equals("multipart/digest")
            ? "message/rfc822"
            : "text/plain";
    return new PartHeader(mail, depth + 1, children);
  }

  /// Of the first field of this name that says something; null when there is none.
  byte @Nullable [] first(String name) {
    byte[] found = null;
    for (var field : fields) {
      if (field.name.equals(name)) {
        if (!isBlank(field.value)) {
          return field.value;
        }
        found = found == null ? field.value : found;
      }
    }
    return found;
  }

  List<byte[]> all(String name) {
    if (first(name) == null) {
      return List.of();
    }
    var found = new ArrayList<byte[]>(1);
    for (var field : fields) {
      if (field.name.equals(name)) {
        found.add(field.value);
      }
    }
    return found;
  }

  private static boolean isBlank(byte[] value) {
    for (byte octet : value) {
      if (octet > ' ' || octet < 0) {
        return false;
      }
    }
    return true;
  }

  /// On one line, encoded words still encoded; empty when there is none.
  String text(String name) {
    var value = first(name);
    if (value == null) {
      return "";
    }
    return Octets.areAscii(value)
        ? HeaderText.onOneLine(new String(value, StandardCharsets.ISO_8859_1))
        : HeaderText.raw(mail.back(value, ""), "").text();
  }

  private Parameters parameters(String name) {
    var text = text(name);
    return text.isEmpty() ? Parameters.NONE : Parameters.of(text);
  }

  /// Such as `text/plain`; what is none counts as the usual one.
  String type() {
    var value = type.value();
    if (value.equals("text") || value.equals("html")) {
      return value.equals("html") ? "text/html" : "text/plain";
    }
    int slash = value.indexOf('/');
    return slash <= 0 || slash == value.length() - 1 ? usual : value;
  }

  String charset() {
    return type.get("charset");
  }

  Parameters parameters() {
    return type;
  }

  String encoding() {
    return encoding;
  }

  boolean isAttachment() {
    return disposition.value().equals("attachment");
  }

  /// Empty when it has none.
  String fileName() {
    var name = disposition.get("filename");
    return name.isBlank() ? type.get("name") : name;
  }

  String contentId() {
    var ids = MessageIds.of(text("content-id"));
    return ids.isEmpty() ? "" : ids.getFirst().substring(1, ids.getFirst().length() - 1);
  }

  int depth() {
    return depth;
  }

  boolean isTooDeep() {
    return depth >= DEEPEST && type().startsWith("multipart/");
  }

  boolean hasParts() {
    return !boundary.isEmpty();
  }

  /// Has it parts that the reader cannot tell from each other?
  boolean lacksBoundary() {
    return boundary.isEmpty() && type().startsWith("multipart/");
  }

  @Override
  public @Nullable String getBoundary() {
    return boundary.isEmpty() ? null : boundary;
  }

  @Override
  public String getMimeType() {
    return type().startsWith("multipart/") && boundary.isEmpty()
        ? "application/octet-stream"
        : type();
  }

  @Override
  public String getMediaType() {
    return getMimeType().substring(0, getMimeType().indexOf('/'));
  }

  @Override
  public String getSubType() {
    return getMimeType().substring(getMimeType().indexOf('/') + 1);
  }

  @Override
  public String getCharset() {
    return charset();
  }

  /// Bodies are decoded here, never by the reader.
  @Override
  public String getTransferEncoding() {
    return "8bit";
  }

  @Override
  public long getContentLength() {
    return -1;
  }
}
