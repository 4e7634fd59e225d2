package dev.hearken.filebench;

import dev.hearken.http.Json;
import dev.hearken.load.Subject;
import dev.hearken.project.NewProject;
import dev.hearken.user.NewUser;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;

/// A source of a server, into which files are put and out of which they are taken.
final class Shelf implements AutoCloseable {
  private static final String SOURCE = "/api/v1/sources/%s/files";

  private final Courier courier;
  private final String project;

  /// @param project which is there
  Shelf(URI server, String token, String project) throws IOException, InterruptedException {
    this.courier = new Courier(server, token);
    this.project = project;
    var _ = courier.tell("PUT", SOURCE.formatted(project), "{\"source\":{}}");
  }

  /// In a project of its own.
  static Shelf of(Subject subject) throws IOException, InterruptedException {
    var project = "files";
    subject.projects().create(subject.system(), new NewProject(project, project, "", List.of()));
    var permissions = List.of("sources-admin", "sources-add-comments");
    var user = new NewUser(project, "files@example.com", List.of(), Map.of(project, permissions));
    var made = subject.users().changes().create(subject.system(), user);
    var token = subject.tokens().replace(subject.system(), made.id());
    return new Shelf(subject.address(), token.text(), project);
  }

  /// Uploads a file for a comment that is not there yet.
  ///
  /// @return the hash of its content
  String put(Content content) throws IOException, InterruptedException {
    return courier.send(
        "/api/_private/sources/%s/files/comments/c/attachments/0".formatted(project), content);
  }

  /// Stores a comment that has the file.
  ///
  /// @return where the file is
  String attach(String hash) throws IOException, InterruptedException {
    var source = SOURCE.formatted(project);
    var comment =
        """
        {"comments":[{"id":"c","timestamp":"2026-01-31T12:00:00Z","messages":[{"body":{"text":""}}],
        "attachments":[{"name":"file","size":1,"content_type":"application/octet-stream",
        "content_hash":"%s"}]}]}
        """
            .formatted(hash);
    var _ = courier.tell("POST", source + "/sync", comment);
    var stored = Json.stored(courier.tell("GET", source + "/comments/c", ""));
    return "/api/v1/attachments/"
        + stored.at("/comment/attachments/0/attachment_reference").asText();
  }

  void fetch(String path, Content content) throws IOException, InterruptedException {
    courier.fetch(path, content);
  }

  @Override
  public void close() {
    courier.close();
  }
}
