package dev.hearken.intake;

import dev.hearken.http.Fields;
import dev.hearken.http.Refusal;
import java.math.BigDecimal;

/// What an archive says of itself, in its first file.
///
/// @param project the name of the project that it was made of
/// @param sensitive whether it has the properties that are called sensitive
/// @param buckets whether it has the buckets of the project
record ArchiveHead(String project, boolean sensitive, boolean buckets) {
  static final String NAME = "export.json";

  /// The form that is read here.
  private static final BigDecimal FORMAT = BigDecimal.ONE;

  private static final String MISSING = "missing";
  private static final int LONGEST = 256;

  static ArchiveHead of(byte[] json) {
    var fields = Fields.of(json);
    var format = fields.number("format").orElse(BigDecimal.ZERO);
    if (format.compareTo(FORMAT) != 0) {
      throw new Refusal.Invalid(
          "The archive has the format %s; this version of Hearken reads format 1."
              .formatted(format.toPlainString()));
    }
    return new ArchiveHead(
        fields.requiredText("project", LONGEST),
        isThere(fields, "sensitive_properties"),
        isThere(fields, "buckets"));
  }

  private static boolean isThere(Fields fields, String name) {
    return fields.text(name, LONGEST).filter(MISSING::equals).isEmpty();
  }
}
