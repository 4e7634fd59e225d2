package dev.hearken.bucket;

import dev.hearken.http.Fields;
import dev.hearken.http.Refusal;
import dev.hearken.http.Shown;
import dev.hearken.project.FullName;
import dev.hearken.project.Project;

/// A bucket to be made. Clients up to release 0.20 name a transform tag, which says nothing here:
/// each source says how it reads its bucket.
record NewBucket(FullName name, String title, String bucketType) {
  private static final String EMAILS = "emails";

  NewBucket {
    if (!bucketType.equals(EMAILS)) {
      throw new Refusal.Invalid(
          "The field 'bucket.bucket_type' is %s; it must be 'emails'."
              .formatted(Shown.of(bucketType)));
    }
  }

  /// The bucket of this name, if it is what was asked for.
  Bucket orConflict(Bucket existing) {
    if (existing.title().equals(title)) {
      return existing;
    }
    throw new Refusal.Conflict(
        "A bucket named %s exists with the title %s, not %s."
            .formatted(Shown.of(name.toString()), Shown.of(existing.title()), Shown.of(title)));
  }

  static NewBucket from(FullName name, Fields body) {
    var fields = body.object("bucket");
    body.end();
    var bucket =
        new NewBucket(
            name,
            fields.text("title", Project.LONGEST_TITLE).orElse(Project.titleFrom(name.name())),
            fields.requiredText("bucket_type", EMAILS.length()));
    fields
        .repeats("owner", name.owner())
        .repeats("name", name.name())
        .ignore("id", "created_at", "updated_at", "transform_tag")
        .end();
    return bucket;
  }
}
