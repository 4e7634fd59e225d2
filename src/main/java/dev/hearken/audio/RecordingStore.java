package dev.hearken.audio;

import dev.hearken.body.SentFile;
import dev.hearken.content.ContentStore;
import dev.hearken.content.NewContent;
import dev.hearken.database.Database;
import dev.hearken.database.Id;
import dev.hearken.database.Rows;
import dev.hearken.http.Caller;
import dev.hearken.http.Refusal;
import dev.hearken.http.Shown;
import dev.hearken.project.FullName;
import dev.hearken.source.Home;
import dev.hearken.user.Access;
import dev.hearken.user.Permission;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.Nested;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/// Recordings in the database. Their bytes are in [ContentStore].
public final class RecordingStore {
  private static final RowMapper<Found> FOUND = Rows.of(Found.class);

  private final Database database;
  private final Clock clock;
  private final ContentStore contents;

  public RecordingStore(Database database, Clock clock, ContentStore contents) {
    this.database = database;
    this.clock = clock;
    this.contents = contents;
  }

  /// What a statement says of a comment: its project, what the caller holds in it, its source if
  /// there is one, whether it is there, and its recording if it has one.
  record Found(
      String owner,
      @Nullable List<String> held,
      @Nullable Id home,
      boolean present,
      @Nullable @Nested Recording recording) {
    /// The source, if the comment is there and the caller may do this with it.
    Id require(Caller caller, Permission permission, Place place) {
      var source = source(caller, permission, place);
      if (!present) {
        throw place.missing();
      }
      return source;
    }

    /// The source, if the caller may do this with what is in it.
    Id source(Caller caller, Permission permission, Place place) {
      var access = new Access(caller, owner, held);
      var source = place.home().visible(access, home);
      access.require(permission);
      return source;
    }
  }

  /// The recording of a comment.
  Recording get(Caller caller, Place place) {
    var found = database.with(handle -> find(handle, caller, place));
    found.require(caller, Permission.SOURCES_READ, place);
    return Optional.ofNullable(found.recording())
        .orElseThrow(() ->
            new Refusal.NotFound(
                "The comment %s in the source %s has no recording."
                    .formatted(Shown.of(place.comment()), Shown.of(place.home().toString()))));
  }

  /// There is one content at the most: the limit keeps the planner from looking for it in the
  /// contents of all sources.
  private static Found find(Handle handle, Caller caller, Place place) {
    return switch (place.home()) {
      case Home.Named named ->
          handle
              .createQuery(
                  """
                  SELECT p.name AS owner, m.permissions AS held, s.id AS home,
                    c.key IS NOT NULL AS present, b.source_id AS source, b.blob_id AS blob,
                    r.content_type, r.file_name, b.size, encode(b.sha256, 'hex') AS sha256
                  FROM project p
                  LEFT JOIN member m ON m.project_id = p.id AND m.user_id = :caller
                  LEFT JOIN source s ON s.project_id = p.id AND s.name = :name
                  LEFT JOIN comment c ON c.source_id = s.id AND c.key = :key
                  LEFT JOIN recording r ON r.source_id = s.id AND r.key = c.key
                  LEFT JOIN LATERAL (
                    SELECT *
                    FROM blob
                    WHERE source_id = s.id AND blob_id = r.blob_id
                    LIMIT 1
                  ) b ON true
                  WHERE p.name = :owner
                  """)
              .bind("caller", caller.id())
              .bind("owner", named.name().owner())
              .bind("name", named.name().name())
              .bind("key", place.key())
              .map(FOUND)
              .findOne()
              .orElseThrow(() -> Access.noSuchProject(named.name().owner()));
      case Home.Numbered numbered ->
          handle
              .createQuery(
                  """
                  SELECT p.name AS owner, m.permissions AS held, s.id AS home,
                    c.key IS NOT NULL AS present, b.source_id AS source, b.blob_id AS blob,
                    r.content_type, r.file_name, b.size, encode(b.sha256, 'hex') AS sha256
                  FROM source s
                  JOIN project p ON p.id = s.project_id
                  LEFT JOIN member m ON m.project_id = p.id AND m.user_id = :caller
                  LEFT JOIN comment c ON c.source_id = s.id AND c.key = :key
                  LEFT JOIN recording r ON r.source_id = s.id AND r.key = c.key
                  LEFT JOIN LATERAL (
                    SELECT *
                    FROM blob
                    WHERE source_id = s.id AND blob_id = r.blob_id
                    LIMIT 1
                  ) b ON true
                  WHERE s.id = :source
                  """)
              .bind("caller", caller.id())
              .bind("source", numbered.id())
              .bind("key", place.key())
              .map(FOUND)
              .findOne()
              .orElseThrow(() -> numbered.missing());
    };
  }

  /// Gives a comment a recording, instead of the one it has, if it has one.
  ///
  /// It may take a while to write the bytes, so source and comment are looked at before, to refuse
  /// soon, but are locked only behind: neither can go and leave the recording behind, and nobody
  /// who deletes them waits for the bytes.
  void put(Caller caller, Place place, SentFile file) {
    database.transaction(handle -> {
      var source =
          find(handle, caller, place).require(caller, Permission.SOURCES_ADD_COMMENTS, place);
      var blob = contents.keep(handle, source, content(file));
      give(handle, caller, place, source, blob, file.type(), file.name());
      return source;
    });
  }

  /// As [#put], of content that the source has already.
  ///
  /// @return what is missing for it, a sentence; nothing when it is done
  public Optional<String> give(Caller caller, FullName name, NewRecording recording) {
    var place = new Place(new Home.Named(name), recording.comment());
    return database.transaction(handle -> {
      var found = find(handle, caller, place);
      var source = found.source(caller, Permission.SOURCES_ADD_COMMENTS, place);
      if (!found.present()) {
        return Optional.of(place.missing().getMessage());
      }
      var blob = contents.find(handle, source, recording.sha256());
      if (blob.isEmpty()) {
        return Optional.of("The source has no content %s.".formatted(recording.hash()));
      }
      give(handle, caller, place, source, blob.get(), recording.type(), recording.fileName());
      return Optional.empty();
    });
  }

  private void give(
      Handle handle,
      Caller caller,
      Place place,
      Id source,
      Id blob,
      String type,
      @Nullable String fileName) {
    if (!insert(handle, caller, place, source, blob, type, fileName)) {
      // Taken away meanwhile: the second look says what.
      find(handle, caller, place).require(caller, Permission.SOURCES_ADD_COMMENTS, place);
      throw place.missing();
    }
  }

  private boolean insert(
      Handle handle,
      Caller caller,
      Place place,
      Id source,
      Id blob,
      String type,
      @Nullable String fileName) {
    return handle
            .createUpdate(
                """
                WITH home AS (
                  SELECT s.id, c.key
                  FROM source s
                  JOIN comment c ON c.source_id = :source AND c.key = :key
                  LEFT JOIN member m ON m.project_id = s.project_id AND m.user_id = :caller
                  WHERE s.id = :source AND (:everywhere OR m.permissions && :granting)
                  FOR KEY SHARE OF s, c
                )
                INSERT INTO recording AS r
                  (source_id, key, blob_id, content_type, file_name, recorded_at)
                SELECT :source, key, :blob, :type, :file_name, :now
                FROM home
                ON CONFLICT (source_id, key) DO UPDATE
                SET blob_id = excluded.blob_id,
                  content_type = excluded.content_type,
                  file_name = excluded.file_name,
                  recorded_at = excluded.recorded_at
                """)
            .bind("caller", caller.id())
            .bind("everywhere", Permission.ROOT.heldEverywhereBy(caller))
            .bindArray("granting", String.class, Permission.SOURCES_ADD_COMMENTS.grantedBy())
            .bind("source", source)
            .bind("key", place.key())
            .bind("blob", blob)
            .bind("type", type)
            .bind("file_name", fileName)
            .bind("now", clock.instant())
            .execute()
        == 1;
  }

  private static NewContent content(SentFile file) {
    return new NewContent(file.sha256(), file.size(), file.reading()::open);
  }
}
