package dev.hearken.project;

import dev.hearken.database.Id;
import dev.hearken.http.Call;
import dev.hearken.http.Refusal;
import dev.hearken.http.Shown;
import java.util.regex.Pattern;

/// The name of a thing inside a project, as paths have it: owner and name, each 1 to 256 characters
/// of A-Z, a-z, 0-9, `_` and `-`.
public record FullName(String owner, String name) {
  private static final Pattern LEGAL = Pattern.compile("[A-Za-z0-9_-]{1,256}");

  public FullName {
    requireLegal("project", owner);
  }

  /// Reads the variables `{project}` and, for the name, the one named after the kind of thing.
  public static FullName of(Call call, String kind) {
    return new FullName(project(call), requireLegal(kind, call.path(kind)));
  }

  /// Reads the variable `{project}`.
  public static String project(Call call) {
    return requireLegal("project", call.path("project"));
  }

  /// Reads the id behind `id:`.
  public static Id id(Call call, String kind) {
    var text = call.path(kind);
    return Id.parse(text)
        .orElseThrow(() ->
            new Refusal.Invalid(
                "The %s id %s must be 16 lower-case hexadecimal digits."
                    .formatted(kind, Shown.of(text))));
  }

  static String requireLegal(String kind, String name) {
    if (!LEGAL.matcher(name).matches()) {
      throw new Refusal.Invalid(
          "The %s name %s must be 1 to 256 characters of A-Z, a-z, 0-9, '_' and '-'."
              .formatted(kind, Shown.of(name)));
    }
    return name;
  }

  @Override
  public String toString() {
    return owner + "/" + name;
  }
}
