package dev.hearken.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How PostgreSQL, which refuses to run as root and needs a name for its user, is run by whoever
/// runs this server.
enum Unprivileged {
  /// An ordinary user runs it as himself.
  PLAIN,
  /// Root runs it in a user namespace of its own, where it is nobody; so does a user without an
  /// entry in the list of users. Its files stay those of the user who started it.
  NAMESPACE,
  /// Where namespaces are forbidden, root hands the files over to nobody.
  NOBODY;

  private static final int NOBODY_ID = 65_534;

  /// Finds the way that works here.
  static Unprivileged here(Path owned) {
    boolean root = owner(owned) == 0;
    boolean nameless = "?".equals(System.getProperty("user.name"));
    if (!root && !nameless) {
      return PLAIN;
    }
    if (NAMESPACE.works()) {
      return NAMESPACE;
    }
    if (root && NOBODY.works()) {
      return NOBODY;
    }
    throw new CannotStart(
        "PostgreSQL cannot be run by this user: start as an ordinary user, or set HEARKEN_DATABASE_URL to a database of yours.");
  }

  List<String> command(List<String> command) {
    var whole = new ArrayList<>(prefix());
    whole.addAll(command);
    return whole;
  }

  private List<String> prefix() {
    return switch (this) {
      case PLAIN -> List.of();
      case NAMESPACE -> List.of("unshare", "-U");
      case NOBODY ->
          List.of(
              "setpriv",
              "--reuid=" + NOBODY_ID,
              "--regid=" + NOBODY_ID,
              "--clear-groups",
              "--no-new-privs");
    };
  }

  /// Gives a folder and all that is in it to the user under whom PostgreSQL runs.
  void own(Path folder) throws IOException {
    if (this == NOBODY) {
      try (var paths = Files.walk(folder)) {
        for (var path : (Iterable<Path>) paths::iterator) {
          Files.setAttribute(path, "unix:uid", NOBODY_ID, LinkOption.NOFOLLOW_LINKS);
        }
      }
    }
  }

  private boolean works() {
    try {
      return new ProcessBuilder(command(List.of("true"))).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static int owner(Path path) {
    try {
      return (Integer) Files.getAttribute(path, "unix:uid");
    } catch (IOException e) {
      throw new CannotStart("The owner of " + path + " cannot be found out.", e);
    }
  }
}
