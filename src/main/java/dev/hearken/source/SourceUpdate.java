package dev.hearken.source;

import dev.hearken.database.Id;
import dev.hearken.http.Change;
import dev.hearken.http.Fields;
import dev.hearken.project.FullName;
import dev.hearken.project.Project;
import dev.hearken.recipe.Recipes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is to change in a source; null leaves it. The language cannot change and is only compared.
record SourceUpdate(
    @Nullable String title,
    @Nullable String description,
    @Nullable Language language,
    @Nullable Boolean shouldTranslate,
    @Nullable List<String> sensitiveProperties,
    @Nullable Kind kind,
    Change<Id> bucketId,
    Change<String> emailTransformTag,
    Change<Integer> emailTransformVersion) {

  static SourceUpdate from(FullName name, Fields body) {
    var fields = body.object("source");
    body.end();
    var update =
        new SourceUpdate(
            fields.text("title", Project.LONGEST_TITLE).orElse(null),
            fields.text("description", Project.LONGEST_DESCRIPTION).orElse(null),
            fields.text("language", NewSource.LONGEST_LANGUAGE).map(Language::new).orElse(null),
            fields.flag("should_translate").orElse(null),
            fields
                .texts(
                    "sensitive_properties", NewSource.MOST_PROPERTIES, NewSource.LONGEST_PROPERTY)
                .orElse(null),
            fields.text("_kind", Kind.LONGEST).map(Kind::new).orElse(null),
            fields.idOrNull("bucket_id"),
            fields.textOrNull("email_transform_tag", Recipes.LONGEST),
            fields.countOrNull("email_transform_version"));
    ignoreReadOnly(fields, name).end();
    return update;
  }

  /// A client may send back what it has read.
  static Fields ignoreReadOnly(Fields fields, FullName name) {
    return fields
        .repeats("owner", name.owner())
        .repeats("name", name.name())
        .ignore("id", "created_at", "updated_at", "last_modified");
  }
}
