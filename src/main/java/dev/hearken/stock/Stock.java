package dev.hearken.stock;

import dev.hearken.load.HttpReader;
import dev.hearken.load.Subject;
import dev.hearken.project.NewProject;
import dev.hearken.user.NewUser;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;

/// A server with sources for comments, asked over HTTP by one who may do everything with them, and
/// its database, which is looked into and filled past it.
public final class Stock implements AutoCloseable {
  private static final String PROJECT = "bench";

  private final URI address;
  private final DataSource database;
  private final String project;
  private final String token;
  private final Map<String, Long> sources = new HashMap<>();
  private final List<HttpReader> readers = new ArrayList<>();

  public Stock(URI address, DataSource database, String project, String token) {
    this.address = address;
    this.database = database;
    this.project = project;
    this.token = token;
  }

  /// With a project and a user, as most of them are.
  public static Stock of(Subject subject) {
    subject.projects().create(subject.system(), new NewProject(PROJECT, PROJECT, "", List.of()));
    var permissions = List.of("sources-read", "sources-admin", "sources-add-comments");
    var user = new NewUser("bench", "bench@example.com", List.of(), Map.of(PROJECT, permissions));
    var made = subject.users().changes().create(subject.system(), user);
    var token = subject.tokens().replace(subject.system(), made.id());
    return new Stock(subject.address(), subject.database().pool(), PROJECT, token.text());
  }

  public DataSource database() {
    return database;
  }

  /// A connection of its own for one who sends requests; closed with all others.
  public HttpReader reader() throws IOException {
    var reader = new HttpReader(address);
    readers.add(reader);
    return reader;
  }

  /// About a source.
  ///
  /// @param path from its name on
  public byte[] request(String method, String path, String body) {
    return HttpReader.request(method, "/api/v1/sources/" + project + "/" + path, token, body);
  }

  /// For a page of comments.
  ///
  /// @param query what stands behind the question mark
  public byte[] page(String source, String query) {
    var path = "/api/_private/sources/%s/%s/comments?%s".formatted(project, source, query);
    return HttpReader.request("GET", path, token, "");
  }

  /// Takes an archive of a source.
  ///
  /// @param comments how many it must have
  /// @return how many bytes came
  public long drain(String source, long comments) throws IOException {
    var path = "/api/v1/projects/%s/export?source=%s".formatted(project, source);
    return Drain.take(address, HttpReader.request("GET", path, token, ""), comments);
  }

  /// Makes a source.
  public long make(String source) throws IOException, SQLException {
    try (var reader = new HttpReader(address)) {
      int status = reader.exchange(request("PUT", source, "{\"source\":{}}"));
      if (status != 200) {
        throw new IOException(
            "The answer to a new source is %d: %s".formatted(status, reader.body()));
      }
    }
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement("SELECT id FROM source WHERE name = ?")) {
      statement.setString(1, source);
      try (var row = statement.executeQuery()) {
        row.next();
        sources.put(source, row.getLong("id"));
        return row.getLong("id");
      }
    }
  }

  /// The id of one that was made.
  public long source(String name) {
    return Objects.requireNonNull(sources.get(name), name);
  }

  /// The full name of a source.
  public String name(String source) {
    return project + "/" + source;
  }

  /// Deletes a source; its comments go later.
  public void delete(String source) throws IOException {
    var path = "/api/v1/sources/id:%016x".formatted(source(source));
    try (var reader = new HttpReader(address)) {
      int status = reader.exchange(HttpReader.request("DELETE", path, token, ""));
      if (status != 200) {
        throw new IOException("The answer to a delete is %d: %s".formatted(status, reader.body()));
      }
    }
  }

  /// Are there no comments of a source, be it deleted or not?
  public boolean isEmpty(String source) throws SQLException {
    try (var connection = database.getConnection();
        var statement =
            connection.prepareStatement("SELECT FROM comment WHERE source_id = ? LIMIT 1")) {
      statement.setLong(1, source(source));
      try (var row = statement.executeQuery()) {
        return !row.next();
      }
    }
  }

  /// Takes all comments away.
  public void clear() throws SQLException {
    execute("TRUNCATE comment");
  }

  /// Lets the database look at what there is now, so that it need not while it is measured.
  public void settle() throws SQLException {
    execute("VACUUM (ANALYZE) comment");
  }

  private void execute(String sql) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /// What a statement says, a number.
  public long number(String sql) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  @Override
  public void close() throws IOException {
    for (var reader : readers) {
      reader.close();
    }
  }
}
