package dev.hearken.source;

import dev.hearken.database.Id;
import dev.hearken.http.Fields;
import dev.hearken.http.Refusal;
import dev.hearken.http.Shown;
import dev.hearken.project.FullName;
import dev.hearken.project.Project;
import dev.hearken.recipe.Recipes;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A source to be made; what a client left out has its default here.
record NewSource(
    FullName name,
    String title,
    String description,
    Language language,
    boolean shouldTranslate,
    List<String> sensitiveProperties,
    Kind kind,
    @Nullable Id bucketId,
    @Nullable String emailTransformTag,
    @Nullable Integer emailTransformVersion) {
  /// At most so many sensitive properties.
  static final int MOST_PROPERTIES = 4_096;

  /// Of a property's name, in code points.
  static final int LONGEST_PROPERTY = 256;

  /// Longest name of a language that is looked at.
  static final int LONGEST_LANGUAGE = 16;

  static NewSource from(FullName name, Fields body) {
    var fields = body.object("source");
    body.end();
    var title = fields.text("title", Project.LONGEST_TITLE).orElse(Project.titleFrom(name.name()));
    var description = fields.text("description", Project.LONGEST_DESCRIPTION).orElse("");
    var language = fields.text("language", LONGEST_LANGUAGE).map(Language::new);
    var translate = fields.flag("should_translate").orElse(false);
    var sensitive = fields.texts("sensitive_properties", MOST_PROPERTIES, LONGEST_PROPERTY);
    var kind = fields.text("_kind", Kind.LONGEST).map(Kind::new);
    var bucket = fields.idOrNull("bucket_id").value();
    var tag = fields.textOrNull("email_transform_tag", Recipes.LONGEST).value();
    var version = fields.countOrNull("email_transform_version").value();
    SourceUpdate.ignoreReadOnly(fields, name).end();
    return new NewSource(
        name,
        title,
        description,
        language.orElse(Language.ENGLISH),
        translate,
        sensitive.orElse(List.of()),
        kind.orElse(Kind.UNKNOWN),
        bucket,
        tag,
        version);
  }

  /// The source of this name, if it is what was asked for.
  Source orConflict(Source existing) {
    if (!describes(existing)) {
      throw new Refusal.Conflict(
          "A source named %s exists with other settings: update it, or choose another name."
              .formatted(Shown.of(name.toString())));
    }
    return existing;
  }

  /// Is this source what was asked for? So it is when a client repeats a request whose answer it
  /// lost.
  boolean describes(Source source) {
    return title.equals(source.title())
        && description.equals(source.description())
        && language.spellings().contains(source.language())
        && shouldTranslate == source.shouldTranslate()
        && Set.copyOf(sensitiveProperties).equals(Set.copyOf(source.sensitiveProperties()))
        && kind.wire().equals(source.kind())
        && Objects.equals(bucketId, source.bucketId())
        && Objects.equals(emailTransformTag, source.emailTransformTag())
        && Objects.equals(emailTransformVersion, source.emailTransformVersion());
  }
}
