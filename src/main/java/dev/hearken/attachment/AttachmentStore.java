package dev.hearken.attachment;

import dev.hearken.body.SentFile;
import dev.hearken.content.ContentStore;
import dev.hearken.content.NewContent;
import dev.hearken.database.Database;
import dev.hearken.database.Id;
import dev.hearken.database.Rows;
import dev.hearken.http.Caller;
import dev.hearken.http.Refusal;
import dev.hearken.source.Home;
import dev.hearken.user.Access;
import dev.hearken.user.Permission;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.Nested;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/// The files of comments in the database. Their bytes are in [ContentStore].
public final class AttachmentStore {
  private static final RowMapper<Held> HELD = Rows.of(Held.class);
  private static final RowMapper<Found> FOUND = Rows.of(Found.class);

  private final Database database;
  private final ContentStore contents;

  public AttachmentStore(Database database, ContentStore contents) {
    this.database = database;
    this.contents = contents;
  }

  /// What a statement says of a source: its project, what the caller holds in it, and its id if it
  /// is there.
  record Held(String owner, @Nullable List<String> held, @Nullable Id source) {
    /// The source, if the caller may put files into it. Whoever may only do that may not read them.
    Id require(Caller caller, Home home) {
      var access = new Access(caller, owner, held);
      var there = home.visible(access, source);
      access.require(
          access.allows(Permission.FILES_WRITE)
              ? Permission.FILES_WRITE
              : Permission.SOURCES_ADD_COMMENTS);
      return there;
    }
  }

  /// What a statement says of an attachment.
  record Found(
      String owner, @Nullable List<String> held, @Nullable @Nested Attachment attachment) {}

  /// The source, if the caller may put files there.
  private static Id find(Handle handle, Caller caller, Home home) {
    return switch (home) {
      case Home.Named named ->
          handle
              .createQuery(
                  """
                  SELECT p.name AS owner, m.permissions AS held, s.id AS source
                  FROM project p
                  LEFT JOIN member m ON m.project_id = p.id AND m.user_id = :caller
                  LEFT JOIN source s ON s.project_id = p.id AND s.name = :name
                  WHERE p.name = :owner
                  """)
              .bind("caller", caller.id())
              .bind("owner", named.name().owner())
              .bind("name", named.name().name())
              .map(HELD)
              .findOne()
              .orElseThrow(() -> Access.noSuchProject(named.name().owner()))
              .require(caller, home);
      case Home.Numbered numbered ->
          handle
              .createQuery(
                  """
                  SELECT p.name AS owner, m.permissions AS held, s.id AS source
                  FROM source s
                  JOIN project p ON p.id = s.project_id
                  LEFT JOIN member m ON m.project_id = p.id AND m.user_id = :caller
                  WHERE s.id = :source
                  """)
              .bind("caller", caller.id())
              .bind("source", numbered.id())
              .map(HELD)
              .findOne()
              .orElseThrow(() -> home.missing())
              .require(caller, home);
    };
  }

  /// Keeps a file until a comment names it, for a day at least. As it may take a while to write its
  /// bytes, the source is locked against deletion behind them.
  ///
  /// @return by which comments name it
  public String put(Caller caller, Home home, SentFile file) {
    database.transaction(handle -> {
      var source = find(handle, caller, home);
      contents.keep(
          handle, source, new NewContent(file.sha256(), file.size(), file.reading()::open));
      if (!locked(handle, source)) {
        throw home.missing();
      }
      return source;
    });
    return HexFormat.of().formatHex(file.sha256().array());
  }

  private static boolean locked(Handle handle, Id source) {
    return handle
        .createQuery("SELECT true FROM source WHERE id = :source FOR KEY SHARE")
        .bind("source", source)
        .mapTo(Boolean.class)
        .findOne()
        .isPresent();
  }

  /// The attachment that a reference means, if it is as it was when the reference was given out.
  ///
  /// @throws Refusal.NotFound also for whoever may not know of its project
  Attachment get(Caller caller, String reference, Place place) {
    var found =
        database
            .with(handle -> find(handle, caller, place))
            .orElseThrow(() -> References.noSuchAttachment(reference));
    var access = new Access(caller, found.owner(), found.held());
    if (!access.visible()) {
      throw References.noSuchAttachment(reference);
    }
    access.require(Permission.SOURCES_READ);
    if (found.attachment() == null) {
      throw References.noSuchAttachment(reference);
    }
    return found.attachment();
  }

  /// There is one content at the most: the limit keeps the planner from looking for it in the
  /// contents of all sources.
  private static Optional<Found> find(Handle handle, Caller caller, Place place) {
    return handle
        .createQuery(
            """
            SELECT p.name AS owner, m.permissions AS held,
              b.source_id AS source, b.blob_id AS blob,
              CAST(c.attachments AS json) -> a.position ->> 'name' AS name,
              CAST(c.attachments AS json) -> a.position ->> 'content_type' AS content_type,
              b.size, encode(b.sha256, 'hex') AS sha256
            FROM source s
            JOIN project p ON p.id = s.project_id
            LEFT JOIN member m ON m.project_id = p.id AND m.user_id = :caller
            LEFT JOIN comment c ON c.source_id = :source AND c.key = :key
            LEFT JOIN comment_attachment a
              ON a.source_id = :source
                AND a.key = c.key
                AND a.position = :position
                AND substring(a.sha256 FROM 1 FOR length(:content)) = :content
            LEFT JOIN LATERAL (
              SELECT *
              FROM blob
              WHERE source_id = :source AND sha256 = a.sha256
              LIMIT 1
            ) b ON true
            WHERE s.id = :source
            """)
        .bind("caller", caller.id())
        .bind("source", place.source())
        .bind("key", place.key())
        .bind("position", place.position())
        .bind("content", place.content())
        .map(FOUND)
        .findOne();
  }
}
