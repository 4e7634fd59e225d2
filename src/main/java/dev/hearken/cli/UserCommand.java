package dev.hearken.cli;

import dev.hearken.cli.Administration.Opening;
import dev.hearken.user.NewUser;
import dev.hearken.user.UserUpdate;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Makes, changes and deletes users.
@Command(
    name = "user",
    description = "Make, change or delete a user.",
    mixinStandardHelpOptions = true)
public final class UserCommand {
  private final Opening opening;
  private final PrintStream out;

  public UserCommand(Opening opening, PrintStream out) {
    this.opening = opening;
    this.out = out;
  }

  /// What a user may do, as it is typed.
  static final class Permissions {
    @Option(
        names = "--project",
        paramLabel = "P=perm,…",
        description = "What he may do in a project; nothing behind the '=' takes him out of it.")
    private Map<String, String> projects = new LinkedHashMap<>();

    @Option(
        names = "--global",
        paramLabel = "perm,…",
        description = "What he may do everywhere, such as root or tenant-admin.")
    private @Nullable String global;

    Map<String, List<String>> inProjects() {
      var permissions = new LinkedHashMap<String, List<String>>();
      projects.forEach((project, list) -> permissions.put(project, Named.list(list)));
      return permissions;
    }

    Optional<List<String>> everywhere() {
      return Optional.ofNullable(global).map(Named::list);
    }
  }

  @Command(
      description = "Make a user; './hearken token NAME' gives him a token.",
      mixinStandardHelpOptions = true)
  void add(
      @Parameters(paramLabel = "NAME") String name,
      @Option(names = "--email", description = "His address; NAME@localhost if left out.")
          @Nullable String email,
      @Mixin Permissions permissions) {
    var user =
        new NewUser(
            name,
            email == null ? name + "@localhost" : email,
            permissions.everywhere().orElse(List.of()),
            permissions.inProjects());
    opening.with(administration -> {
      var made = administration.users().changes().create(administration.system(), user);
      out.println("User " + made.username() + " has the id " + made.id() + ".");
    });
  }

  @Command(
      description = "Set what a user may do in the projects named, and everywhere.",
      mixinStandardHelpOptions = true)
  void permit(@Parameters(paramLabel = "NAME") String name, @Mixin Permissions permissions) {
    var update = new UserUpdate(permissions.everywhere(), permissions.inProjects());
    opening.with(administration -> {
      var id = Named.user(administration, name);
      administration.users().changes().update(administration.system(), id, update);
      out.println("User " + name + " is changed.");
    });
  }

  @Command(description = "Delete a user with his token.", mixinStandardHelpOptions = true)
  void delete(@Parameters(paramLabel = "NAME") String name) {
    opening.with(administration -> {
      var id = Named.user(administration, name);
      administration.users().changes().delete(administration.system(), id);
      out.println("User " + name + " is deleted.");
    });
  }
}
