package dev.hearken.http;

import org.eclipse.jetty.http.MimeTypes;
import org.jspecify.annotations.Nullable;

/// What the body of a request may be.
public enum BodyKind {
  /// One JSON value.
  JSON,

  /// An empty JSON object, or nothing at all.
  NOTHING,

  /// The bytes of a file, of whatever type, or a form that has them as a part.
  FILE {
    @Override
    void refuseOthers(@Nullable String type) {
      if (type != null && !MediaType.isLegal(type)) {
        throw new Refusal.UnsupportedType(
            "The body's Content-Type is %s; it must be %s."
                .formatted(Shown.of(type), MediaType.FORM));
      }
    }
  };

  /// @param type what the body is said to be; null when nothing is said
  /// @throws Refusal.UnsupportedType when it may not be that
  void refuseOthers(@Nullable String type) {
    var base = type == null ? "application/json" : MimeTypes.getBase(type);
    if (base == null || !(base.equals("application/json") || base.endsWith("+json"))) {
      throw new Refusal.UnsupportedType(
          "The body's Content-Type is %s; it must be application/json."
              .formatted(Shown.of(String.valueOf(type))));
    }
  }
}
