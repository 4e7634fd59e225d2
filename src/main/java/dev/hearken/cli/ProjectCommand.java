package dev.hearken.cli;

import dev.hearken.cli.Administration.Opening;
import dev.hearken.project.NewProject;
import dev.hearken.project.Project;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Makes and deletes projects.
@Command(
    name = "project",
    description = "Make or delete a project.",
    mixinStandardHelpOptions = true)
public final class ProjectCommand {
  private final Opening opening;
  private final PrintStream out;

  public ProjectCommand(Opening opening, PrintStream out) {
    this.opening = opening;
    this.out = out;
  }

  @Command(description = "Make a project.", mixinStandardHelpOptions = true)
  void add(
      @Parameters(paramLabel = "NAME") String name,
      @Option(names = "--user", paramLabel = "USER", description = "Who may do everything in it.")
          List<String> users) {
    opening.with(administration -> {
      var founders =
          (users == null ? new ArrayList<String>() : users)
              .stream().map(user -> Named.user(administration, user)).toList();
      var project = new NewProject(name, Project.titleFrom(name), "", founders);
      administration.projects().create(administration.system(), project);
      out.println("Project " + name + " is there.");
    });
  }

  @Command(description = "Delete a project.", mixinStandardHelpOptions = true)
  void delete(
      @Parameters(paramLabel = "NAME") String name,
      @Option(names = "--force", description = "With everything that it owns.") boolean force) {
    opening.with(administration -> {
      administration
          .projects()
          .delete(administration.system(), name, administration.contents(), force);
      out.println("Project " + name + " is deleted.");
    });
  }
}
