package dev.hearken.user;

import dev.hearken.http.Fields;
import dev.hearken.http.Refusal;
import dev.hearken.http.Shown;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// A user to be made.
///
/// @param permissions by project
public record NewUser(
    String username,
    String email,
    List<String> globalPermissions,
    Map<String, List<String>> permissions) {
  /// At most so many permissions in one list, and projects in one map.
  static final int MOST = 1_024;

  /// Of a permission's name, in code points.
  static final int LONGEST = 128;

  static final int LONGEST_USERNAME = 256;
  static final int LONGEST_EMAIL = 320;

  private static final Pattern USERNAME = Pattern.compile("[A-Za-z0-9_-]{1,256}");
  private static final Pattern EMAIL = Pattern.compile("[^\\s@]+@[^\\s@]+");

  public NewUser {
    if (!USERNAME.matcher(username).matches()) {
      throw new Refusal.Invalid(
          "The username %s must be 1 to 256 characters of A-Z, a-z, 0-9, '_' and '-'."
              .formatted(Shown.of(username)));
    }
    if (!EMAIL.matcher(email).matches()) {
      throw new Refusal.Invalid(
          "The email %s must be an address of the form name@domain.".formatted(Shown.of(email)));
    }
    permissions = withoutEmpty(permissions);
  }

  static NewUser from(Fields body) {
    var fields = body.object("user");
    body.end();
    var user =
        new NewUser(
            fields.requiredText("username", LONGEST_USERNAME),
            fields.requiredText("email", LONGEST_EMAIL),
            fields.requiredTexts("global_permissions", MOST, LONGEST),
            fields.requiredLists("organisation_permissions", MOST, MOST, LONGEST));
    fields.ignore("id", "created", "verified", "sso_global_permissions").end();
    return user;
  }

  private static Map<String, List<String>> withoutEmpty(Map<String, List<String>> lists) {
    var filled = new java.util.TreeMap<>(lists);
    filled.values().removeIf(List::isEmpty);
    return filled;
  }
}
