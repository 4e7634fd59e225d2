package dev.hearken.archive;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hearken.database.Id;
import dev.hearken.database.Rows;
import dev.hearken.http.Caller;
import dev.hearken.user.Permission;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.Nested;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.result.ResultIterable;
import org.jspecify.annotations.Nullable;

/// What the buckets and sources of a project are, in the shape of the requests that make them.
final class Settings {
  private static final RowMapper<Bucket> BUCKET = Rows.of(Bucket.class);
  private static final RowMapper<Source> SOURCE = Rows.of(Source.class);

  /// Rows that the database hands over at a time.
  private static final int FETCHED = 500;

  private Settings() {}

  /// What a project is.
  record Project(String name, String title, String description) {}

  /// How long something is kept.
  ///
  /// @param days null when it is for ever
  record Kept(@Nullable Integer days, @Nullable String by, @Nullable Boolean includeAnnotated) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Bucket(
      @JsonIgnore Id id,
      String owner,
      String name,
      String title,
      String bucketType,
      @JsonIgnore @Nested Kept kept) {
    public @Nullable Kept getRetention() {
      return kept.days() == null ? null : kept;
    }
  }

  /// @param bucket its full name, if whoever asks may know of it
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Source(
      @JsonIgnore Id id,
      String owner,
      String name,
      String title,
      String description,
      String language,
      boolean shouldTranslate,
      List<String> sensitiveProperties,
      @JsonProperty("_kind") String kind,
      @Nullable String bucket,
      @Nullable String emailTransformTag,
      @Nullable Integer emailTransformVersion,
      @JsonIgnore @Nested Kept kept) {
    public @Nullable Kept getRetention() {
      return kept.days() == null ? null : kept;
    }
  }

  /// All buckets of a project, by name.
  static ResultIterable<Bucket> buckets(Handle handle, Id project) {
    return handle
        .createQuery(
            """
            SELECT b.id, p.name AS owner, b.name, b.title, b.bucket_type, r.days,
              CASE WHEN r.by_arrival THEN 'arrival' ELSE 'timestamp' END AS by,
              r.include_annotated
            FROM project p
            JOIN bucket b ON b.project_id = p.id
            LEFT JOIN retention r ON r.holder = b.id
            WHERE p.id = :project
            ORDER BY b.name
            """)
        .bind("project", project)
        .setFetchSize(FETCHED)
        .map(BUCKET);
  }

  /// Those sources of a project that are wanted, by name.
  static ResultIterable<Source> sources(Handle handle, Caller caller, Id project, Wanted wanted) {
    return handle
        .createQuery(
            """
            SELECT s.id, p.name AS owner, s.name, s.title, s.description, s.language,
              s.should_translate, s.sensitive_properties, s.kind, s.email_transform_tag,
              s.email_transform_version,
              CASE
                WHEN :everywhere OR m.permissions && :reading_buckets THEN o.name || '/' || b.name
              END AS bucket,
              r.days, CASE WHEN r.by_arrival THEN 'arrival' ELSE 'timestamp' END AS by,
              r.include_annotated
            FROM project p
            JOIN source s ON s.project_id = p.id
            LEFT JOIN bucket b ON b.id = s.bucket_id
            LEFT JOIN project o ON o.id = b.project_id
            LEFT JOIN member m ON m.project_id = o.id AND m.user_id = :caller
            LEFT JOIN retention r ON r.holder = s.id
            WHERE p.id = :project AND (:whole OR s.name = ANY(:names))
            ORDER BY s.name
            """)
        .bind("project", project)
        .bind("caller", caller.id())
        .bind("everywhere", Permission.ROOT.heldEverywhereBy(caller))
        .bindArray("reading_buckets", String.class, Permission.BUCKETS_READ.grantedBy())
        .bind("whole", wanted.isWhole())
        .bindArray("names", String.class, wanted.sources().orElse(List.of()))
        .setFetchSize(FETCHED)
        .map(SOURCE);
  }
}
