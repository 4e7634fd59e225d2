package dev.hearken.attachment;

import dev.hearken.body.SentFile;
import dev.hearken.content.ContentStore;
import dev.hearken.http.Answer;
import dev.hearken.http.Call;
import dev.hearken.http.Refusal;
import dev.hearken.http.Route;
import dev.hearken.http.Routes;
import dev.hearken.http.Shown;
import dev.hearken.source.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/// The files of comments on the wire (wire contract 2.2.9).
public final class AttachmentRoutes implements Routes {
  private static final String SOURCES = "/api/_private/sources/";
  private static final String FILE = "/comments/{comment}/attachments/{index}";

  /// As large as a recording may be.
  private static final long MOST_BYTES = 512L << 20;

  /// A comment has at most 128.
  private static final Pattern INDEX = Pattern.compile("[0-9]|[1-9][0-9]|1[01][0-9]|12[0-7]");

  private final AttachmentStore attachments;
  private final ContentStore contents;
  private final MailFiles mailFiles;
  private final References references;

  public AttachmentRoutes(
      AttachmentStore attachments,
      ContentStore contents,
      MailFiles mailFiles,
      References references) {
    this.attachments = attachments;
    this.contents = contents;
    this.mailFiles = mailFiles;
    this.references = references;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.put(SOURCES + "{project}/{source}" + FILE, call -> put(call, Home::named))
            .takingFile(MOST_BYTES),
        Route.put(SOURCES + "id:{source}" + FILE, call -> put(call, Home::numbered))
            .takingFile(MOST_BYTES),
        Route.get("/api/v1/attachments/{reference}", this::get));
  }

  /// The comment need not be there: what it will say of the file is the hash that is answered.
  private Answer put(Call call, Function<Call, Home> where) {
    var home = where.apply(call);
    requireLegal(call.path("index"));
    try (var body = call.upload()) {
      return Answer.of(
          "content_hash", attachments.put(call.caller(), home, SentFile.of(call, body)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void requireLegal(String index) {
    if (!INDEX.matcher(index).matches()) {
      throw new Refusal.Invalid(
          "The index %s of the attachment must be a number from 0 to 127."
              .formatted(Shown.of(index)));
    }
  }

  private Answer get(Call call) {
    var reference = call.path("reference");
    var place = references.place(reference);
    if (place.inMail()) {
      return mailFiles.get(call, reference, place);
    }
    var attachment = attachments.get(call.caller(), reference, place);
    return new Answer.Download(
        attachment.contentType(),
        attachment.name(),
        attachment.size(),
        attachment.sha256(),
        (first, end, most) ->
            contents.pieces(attachment.source(), attachment.blob(), first, end, most));
  }
}
