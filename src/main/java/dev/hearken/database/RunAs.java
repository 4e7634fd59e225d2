package dev.hearken.database;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// How PostgreSQL's programs are called so that they accept the user they run as: they refuse root,
/// and all but `postgres` itself refuse a user without a name.
///
/// @param setup put before `initdb` and the single-user mode
/// @param server put before `postgres` and whatever sends it a signal
/// @param files the user the cluster's files must belong to
record RunAs(List<String> setup, List<String> server, int files) {
  private static final List<String> NEW_USER_SPACE = List.of("unshare", "-U");
  private static final List<String> AS_NOBODY =
      List.of(
          "setpriv",
          "--reuid=" + DataFolder.NOBODY,
          "--regid=" + DataFolder.NOBODY,
          "--clear-groups",
          "--no-new-privs");

  /// @throws CannotStart when PostgreSQL cannot be run as this user
  static RunAs choose(DataFolder folder) {
    if (folder.uid() == DataFolder.ROOT) {
      // In a user space of its own a process of root is seen as nobody, while its files stay
      // root's.
      if (folder.owner() == DataFolder.ROOT && works(NEW_USER_SPACE)) {
        return new RunAs(NEW_USER_SPACE, NEW_USER_SPACE, DataFolder.ROOT);
      }
      if (works(AS_NOBODY)) {
        return new RunAs(AS_NOBODY, AS_NOBODY, DataFolder.NOBODY);
      }
      throw new CannotStart(
          "PostgreSQL does not run as root, and neither unshare nor setpriv works here: start Hearken as an ordinary user, or set HEARKEN_DATABASE_URL to a PostgreSQL server of your own.");
    }
    if (folder.hasName()) {
      return new RunAs(List.of(), List.of(), folder.uid());
    }
    return new RunAs(works(NEW_USER_SPACE) ? NEW_USER_SPACE : List.of(), List.of(), folder.uid());
  }

  private static boolean works(List<String> prefix) {
    try {
      var words = new ArrayList<>(prefix);
      words.add("true");
      return onPath(prefix.getFirst())
          && new ProcessBuilder(words)
                  .redirectErrorStream(true)
                  .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                  .start()
                  .waitFor()
              == 0;
    } catch (IOException _) {
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// A program that does its work and ends.
  ProcessBuilder once(String... words) {
    return builder(setup, List.of(words));
  }

  /// A program that stays, in a session of its own: else Ctrl-C would reach it before the server
  /// has finished.
  ProcessBuilder lasting(List<String> words) {
    var all = new ArrayList<String>();
    if (onPath("setsid")) {
      all.add("setsid");
    }
    all.addAll(server);
    return builder(all, words);
  }

  /// Sends a signal; that the process has ended already is no error.
  void signal(String name, long pid) {
    try {
      var killer =
          builder(server, List.of("sh", "-c", "kill -" + name + " " + pid))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      killer.waitFor(5, TimeUnit.SECONDS);
    } catch (IOException e) {
      throw new CannotStart("No shell to be had for sending a signal: " + e.getMessage(), e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static ProcessBuilder builder(List<String> prefix, List<String> words) {
    var all = new ArrayList<>(prefix);
    all.addAll(words);
    var builder = new ProcessBuilder(all).redirectErrorStream(true);
    // What the caller has set for other servers (PGDATA, PGPORT, …) must not reach this one.
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    builder.environment().put("LC_ALL", "C");
    return builder;
  }

  private static boolean onPath(String program) {
    var path = System.getenv("PATH");
    return path != null
        && Arrays.stream(path.split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
