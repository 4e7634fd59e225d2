package dev.hearken.origin;

import dev.hearken.body.Digest;
import dev.hearken.comment.CommentStore;
import dev.hearken.database.Database;
import dev.hearken.database.Id;
import dev.hearken.database.Rows;
import dev.hearken.email.StoredMail;
import dev.hearken.http.Caller;
import dev.hearken.http.Refusal;
import dev.hearken.http.Shown;
import dev.hearken.http.Spool;
import dev.hearken.project.FullName;
import dev.hearken.source.SourceStore;
import dev.hearken.user.Access;
import dev.hearken.user.Permission;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/// Finds the mail that a comment was made of. Whoever looks at it must be allowed to look at the
/// mails of its bucket: a comment shows less than its mail.
public final class OriginStore {
  private static final RowMapper<Home> HOME = Rows.of(Home.class);
  private static final RowMapper<Where> WHERE = Rows.of(Where.class);
  private static final RowMapper<Mail> MAIL = Rows.of(Mail.class);

  private final Database database;
  private final long largest;

  /// @param largest the most bytes that a mail may have to be shown
  public OriginStore(Database database, long largest) {
    this.database = database;
    this.largest = largest;
  }

  /// @param owner the project of the source
  /// @param held what the caller holds in it
  record Home(
      String owner, @Nullable List<String> held, @Nullable Id sourceId, @Nullable String tag) {}

  /// @param bucketId null when the comment was not made of a mail
  /// @param owner the project of the bucket; null when the bucket is gone
  record Where(@Nullable Id bucketId, @Nullable String owner, @Nullable List<String> held) {}

  /// @param timestamp when it was sent, if it does not say so itself
  record Mail(String id, Id bucketId, Instant timestamp, Id contentId, long size, ByteBuffer key) {
    StoredMail stored() {
      return new StoredMail(bucketId, key, contentId);
    }
  }

  /// @param tag of the source's recipe
  record Found(Mail mail, @Nullable String tag, Spool content) {}

  /// @param gathering takes in the mail
  Found find(
      Caller caller, FullName source, String comment, Function<InputStream, Spool> gathering) {
    return database.transaction(handle -> {
      var home = home(handle, caller, source);
      var access = new Access(caller, home.owner(), home.held());
      access.requireVisible();
      var sourceId = home.sourceId();
      if (sourceId == null) {
        throw SourceStore.noSuchSource(source.toString());
      }
      var where = where(handle, caller, sourceId, comment);
      if (where == null || where.bucketId() == null || where.owner() == null) {
        access.require(Permission.BUCKETS_ITEMS_READ);
        throw where == null
            ? CommentStore.noSuchComment(comment, source.toString())
            : none(comment, where.bucketId());
      }
      var mails = new Access(caller, where.owner(), where.held());
      if (!mails.visible()) {
        // Not even the name of the project is his to know.
        throw new Refusal.Forbidden(
            "The comment was made of a mail in a project that you do not see.");
      }
      mails.require(Permission.BUCKETS_ITEMS_READ);
      var mail = mail(handle, sourceId, where.bucketId(), comment);
      if (mail == null) {
        throw none(comment, where.bucketId());
      }
      if (mail.size() > largest) {
        throw new Refusal.NotFound(
            "The mail of the comment %s has %,d bytes; up to %,d can be shown."
                .formatted(Shown.of(comment), mail.size(), largest));
      }
      return new Found(mail, home.tag(), mail.stored().read(handle, gathering));
    });
  }

  private static Refusal none(String comment, @Nullable Id bucket) {
    return new Refusal.NotFound(
        (bucket == null
                ? "The comment %s was not loaded from a mail of a bucket."
                : "The mail that the comment %s was made of is no longer in its bucket.")
            .formatted(Shown.of(comment)));
  }

  private static Home home(Handle handle, Caller caller, FullName source) {
    return handle
        .createQuery(
            """
            SELECT p.name AS owner, m.permissions AS held, s.id AS source_id,
              s.email_transform_tag AS tag
            FROM project p
            LEFT JOIN member m ON m.project_id = p.id AND m.user_id = :caller
            LEFT JOIN source s ON s.project_id = p.id AND s.name = :name
            WHERE p.name = :owner
            """)
        .bind("caller", caller.id())
        .bind("owner", source.owner())
        .bind("name", source.name())
        .map(HOME)
        .findOne()
        .orElseThrow(() -> Access.noSuchProject(source.owner()));
  }

  /// @return null when there is no such comment
  private static @Nullable Where where(Handle handle, Caller caller, Id source, String comment) {
    return handle
        .createQuery(
            """
            SELECT last.bucket_id, p.name AS owner, m.permissions AS held
            FROM comment c
            LEFT JOIN LATERAL (
              SELECT bucket_id
              FROM mail_comment
              WHERE source_id = :source AND comment_key = :key
              ORDER BY put DESC
              LIMIT 1
            ) last ON true
            LEFT JOIN bucket b ON b.id = last.bucket_id
            LEFT JOIN project p ON p.id = b.project_id
            LEFT JOIN member m ON m.project_id = p.id AND m.user_id = :caller
            WHERE c.source_id = :source AND c.key = :key
            """)
        .bind("caller", caller.id())
        .bind("source", source)
        .bind("key", Digest.of(comment))
        .map(WHERE)
        .findOne()
        .orElse(null);
  }

  /// Of several mails with one Message-ID the one that counts: the last that was put of those that
  /// are there.
  private static @Nullable Mail mail(Handle handle, Id source, Id bucket, String comment) {
    return handle
        .createQuery(
            """
            SELECT e.id, e.bucket_id, e.ts AS timestamp, e.content_id, e.content_bytes AS size,
              e.key
            FROM mail_comment m
            JOIN email e ON e.bucket_id = :bucket AND e.key = m.email_key
            WHERE m.source_id = :source AND m.bucket_id = :bucket AND m.comment_key = :key
            ORDER BY m.put DESC
            LIMIT 1
            """)
        .bind("source", source)
        .bind("bucket", bucket)
        .bind("key", Digest.of(comment))
        .map(MAIL)
        .findOne()
        .orElse(null);
  }
}
