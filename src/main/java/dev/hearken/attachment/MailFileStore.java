package dev.hearken.attachment;

import dev.hearken.database.Database;
import dev.hearken.database.Id;
import dev.hearken.database.Rows;
import dev.hearken.email.StoredMail;
import dev.hearken.http.Caller;
import dev.hearken.http.Refusal;
import dev.hearken.http.Shown;
import dev.hearken.http.Spool;
import dev.hearken.user.Access;
import dev.hearken.user.Permission;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.Nested;
import org.jdbi.v3.core.mapper.PropagateNull;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/// Finds the mail that an attachment of a comment is in. Whoever may read the comment may read its
/// files, whether or not he may read the bucket.
public final class MailFileStore {
  private static final RowMapper<Found> FOUND = Rows.of(Found.class);
  private static final RowMapper<Kept> KEPT = Rows.of(Kept.class);

  private final Database database;

  public MailFileStore(Database database) {
    this.database = database;
  }

  /// What a statement says of an attachment.
  record Found(
      String owner,
      @Nullable List<String> held,
      @Nullable @Nested Said said,
      @Nullable @Nested Origin origin) {}

  /// What the comment says of a file.
  ///
  /// @param bytes its size in digits
  record Said(String name, String contentType, @PropagateNull String bytes) {
    /// May it mean this one? Comments have the beginning of a long name.
    boolean means(dev.hearken.mime.Attachment file) {
      return bytes.equals(Long.toString(file.size())) && file.name().startsWith(name);
    }
  }

  /// The mail of a comment.
  ///
  /// @param digest of its content, when the comment was made
  record Origin(@PropagateNull Id bucketId, ByteBuffer emailKey, ByteBuffer digest) {}

  /// What the bucket has of a mail.
  record Kept(Id contentId, long size, ByteBuffer digest) {}

  /// A mail with a file in it.
  record Mail(Said said, Spool content) {}

  /// The mail of a place, in the form in which it is stored.
  ///
  /// @param gathering takes it in
  /// @param most bytes that it may have
  /// @throws Refusal.NotFound when it is not as it was when the reference was given out, also for
  ///   whoever may not know of its project
  Mail find(
      Caller caller,
      String reference,
      Place place,
      Function<InputStream, Spool> gathering,
      long most) {
    return database.transaction(handle -> {
      var found =
          find(handle, caller, place).orElseThrow(() -> References.noSuchAttachment(reference));
      var access = new Access(caller, found.owner(), found.held());
      if (!access.visible()) {
        throw References.noSuchAttachment(reference);
      }
      access.require(Permission.SOURCES_READ);
      var origin = found.origin();
      if (found.said() == null || origin == null) {
        throw References.noSuchAttachment(reference);
      }
      var kept = kept(handle, origin).orElseThrow(() -> gone(reference));
      if (!Place.mail(origin.digest()).equals(place.content())
          || !kept.digest().equals(origin.digest())) {
        throw changed(reference);
      }
      if (kept.size() > most) {
        throw new Refusal.NotFound(
            "The mail of the attachment %s has %,d bytes; the memory of this server is enough for %,d."
                .formatted(Shown.of(reference), kept.size(), most));
      }
      var stored = new StoredMail(origin.bucketId(), origin.emailKey(), kept.contentId());
      var content = stored.read(handle, gathering);
      if (content.size() != kept.size()) {
        throw changed(reference);
      }
      return new Mail(found.said(), content);
    });
  }

  private static Refusal gone(String reference) {
    return new Refusal.NotFound(
        "The mail of the attachment %s is no longer in its bucket.".formatted(Shown.of(reference)));
  }

  /// What is said when the mail has other content than the comment was made of.
  static Refusal changed(String reference) {
    return new Refusal.NotFound(
        "The mail of the attachment %s has changed: read its comment again for another reference."
            .formatted(Shown.of(reference)));
  }

  private static Optional<Found> find(Handle handle, Caller caller, Place place) {
    return handle
        .createQuery(
            """
            SELECT p.name AS owner, m.permissions AS held,
              CAST(c.attachments AS json) -> :position ->> 'name' AS name,
              CAST(c.attachments AS json) -> :position ->> 'content_type' AS content_type,
              CAST(c.attachments AS json) -> :position ->> 'size' AS bytes,
              last.bucket_id, last.email_key, last.digest
            FROM source s
            JOIN project p ON p.id = s.project_id
            LEFT JOIN member m ON m.project_id = p.id AND m.user_id = :caller
            LEFT JOIN comment c ON c.source_id = :source AND c.key = :key
            LEFT JOIN LATERAL (
              SELECT bucket_id, email_key, digest
              FROM mail_comment
              WHERE source_id = :source AND comment_key = :key
              ORDER BY put DESC
              LIMIT 1
            ) last ON true
            WHERE s.id = :source
            """)
        .bind("caller", caller.id())
        .bind("source", place.source())
        .bind("key", place.key())
        .bind("position", place.position())
        .map(FOUND)
        .findOne();
  }

  /// Nothing when the mail is gone, or its bucket.
  private static Optional<Kept> kept(Handle handle, Origin origin) {
    return handle
        .createQuery(
            """
            SELECT e.content_id, e.content_bytes AS size, e.content_digest AS digest
            FROM bucket b
            JOIN email e ON e.bucket_id = :bucket AND e.key = :key
            WHERE b.id = :bucket
            """)
        .bind("bucket", origin.bucketId())
        .bind("key", origin.emailKey())
        .map(KEPT)
        .findOne();
  }
}
