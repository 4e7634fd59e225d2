package dev.hearken;

import java.util.List;

/// A project of the three, and what is sensitive in it.
record Twin(String project, String secret, String number, String more) {
  /// The first twin's secrets are so long that a page of what is stored would end earlier.
  static final List<Twin> ALL =
      List.of(
          new Twin("twin-one", "alpha", "1111", "a".repeat(900)),
          new Twin("twin-two", "omega", "9999", ""),
          new Twin("twin-six", "", "", ""));

  static final String SECRET = "alpha" + "a".repeat(900) + " 1";

  String properties(int i) {
    var sensitive =
        secret.isEmpty()
            ? ""
            : """
            "string:Salary": "%s %d", "number:Salary": %s, "number:Score": %s,
            """
                .formatted(secret + more, i % 3, number, number);
    return "{" + sensitive + "\"string:Open\": \"open %d\"}".formatted(i % 2);
  }

  String source() {
    return "/api/v1/sources/" + project + "/mail";
  }

  String hidden() {
    return "/api/_private/sources/" + project + "/mail";
  }
}
