package dev.hearken.body;

import dev.hearken.http.MediaType;
import dev.hearken.http.Refusal;
import dev.hearken.http.Shown;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.http.MultiPartCompliance;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;

/// The bytes of the part `file` of a form. Its end is reached only when the whole form has been
/// read and nothing is wrong with it. Of the form never more than a piece is held.
final class FormFile extends InputStream {
  private static final String FILE = "file";
  private static final int PIECE = 64 << 10;
  private static final int PART_HEADERS = 8 << 10;
  private static final int LONGEST_BOUNDARY = 70;

  /// Lines end as the standard says, else an end of line in a file could be taken for one of the
  /// form. The header that says how a part is encoded is looked at here.
  private static final MultiPartCompliance STRICT =
      MultiPartCompliance.from(Set.of(MultiPartCompliance.Violation.CONTENT_TRANSFER_ENCODING));

  /// What means: as it is.
  private static final Set<String> UNENCODED = Set.of("binary", "8bit", "7bit");

  private final InputStream body;
  private final Parts parts = new Parts();
  private final MultiPart.Parser parser;
  private final byte[] piece = new byte[PIECE];
  private final Queue<ByteBuffer> ready = new ArrayDeque<>();
  private boolean ended;

  FormFile(InputStream body, String boundary) {
    this.body = body;
    this.parser = new MultiPart.Parser(boundary, STRICT, parts);
    parser.setPartHeadersMaxLength(PART_HEADERS);
  }

  /// What separates the parts of a form.
  ///
  /// @param type of the body
  static String boundary(String type) {
    var parameters = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    HttpField.getValueParameters(type, parameters);
    var boundary = parameters.get("boundary");
    if (boundary == null || boundary.isEmpty() || boundary.length() > LONGEST_BOUNDARY) {
      throw new Refusal.Invalid(
          "The Content-Type %s must name the boundary of its parts, of 1 to %d characters, as in multipart/form-data; boundary=xyz."
              .formatted(Shown.of(type), LONGEST_BOUNDARY));
    }
    return boundary;
  }

  /// The name of the file, once it has been read.
  String name() {
    return Objects.requireNonNull(parts.fileName);
  }

  /// The type of the file, once it has been read.
  String type() {
    return parts.fileType;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (ready.isEmpty() && !ended) {
      parse();
    }
    var first = ready.peek();
    if (first == null) {
      return -1;
    }
    int count = Math.min(length, first.remaining());
    first.get(bytes, offset, count);
    if (!first.hasRemaining()) {
      ready.remove();
    }
    return count;
  }

  /// Goes on by a piece. All that was made of the last one has been taken by now.
  private void parse() throws IOException {
    int count = body.read(piece);
    ended = count < 0;
    parser.parse(
        ended ? Content.Chunk.EOF : Content.Chunk.from(ByteBuffer.wrap(piece, 0, count), false));
    if (parts.problem != null) {
      throw parts.problem;
    }
    if (ended && parts.fileName == null) {
      throw new Refusal.Invalid("The form has no part called 'file', which must be the file.");
    }
  }

  @Override
  public void close() throws IOException {
    body.close();
  }

  /// Hears what the parser finds. What is thrown here the parser would swallow, so the first
  /// problem is kept, and nothing counts any more after it.
  private final class Parts extends MultiPart.AbstractPartsListener {
    private @Nullable Refusal problem;
    private @Nullable String fileName;
    private String fileType = MediaType.UNKNOWN;
    private @Nullable String type;
    private @Nullable String encoding;
    private boolean inFile;

    @Override
    public void onPartBegin() {
      type = null;
      encoding = null;
    }

    @Override
    public void onPartHeader(String header, String value) {
      super.onPartHeader(header, value);
      if (HttpHeader.CONTENT_TYPE.is(header)) {
        type = value;
      } else if (header.equalsIgnoreCase("Content-Transfer-Encoding")) {
        encoding = value;
      }
    }

    @Override
    public void onPartHeaders() {
      var name = getName();
      inFile = FILE.equals(name);
      if (name == null) {
        refuse(
            "A part of the form has no name: its Content-Disposition must be form-data; name=\"file\".");
      } else if (!inFile && !name.startsWith("_")) {
        refuse(
            "The form has a part called %s; it must have one called 'file' and no other."
                .formatted(Shown.of(name)));
      } else if (inFile) {
        begin(getFileName());
      }
    }

    private void begin(@Nullable String name) {
      if (fileName != null) {
        refuse("The form has two parts called 'file'; it must have one.");
      } else if (name == null || name.isEmpty()) {
        refuse(
            "The part 'file' of the form has no file name, so it is none: with curl it is sent by -F file=@name.");
      } else if (encoding != null && !UNENCODED.contains(encoding.toLowerCase(Locale.ROOT))) {
        refuse(
            "The part 'file' of the form has the Content-Transfer-Encoding %s; it must be sent as it is."
                .formatted(Shown.of(encoding)));
      } else {
        fileName = name;
        fileType = type == null ? MediaType.UNKNOWN : type;
      }
    }

    @Override
    public void onPartContent(Content.Chunk chunk) {
      if (inFile && problem == null && chunk.hasRemaining()) {
        ready.add(chunk.getByteBuffer());
      }
    }

    @Override
    public void onPart(@Nullable String name, @Nullable String fileName, HttpFields headers) {
      inFile = false;
    }

    @Override
    public void onFailure(Throwable failure) {
      refuse(
          failure instanceof EOFException
              ? "The form in the body ends before its last boundary."
              : "The form in the body is malformed: look at its boundaries, at the headers of its parts (at most %,d characters each part) and at its line ends, which must be CR LF."
                  .formatted(PART_HEADERS));
    }

    @Override
    public void onViolation(MultiPartCompliance.Violation violation) {
      if (!STRICT.allows(violation)) {
        onFailure(new IllegalArgumentException(violation.getDescription()));
      }
    }

    private void refuse(String message) {
      if (problem == null) {
        problem = new Refusal.Invalid(message);
      }
    }
  }
}
