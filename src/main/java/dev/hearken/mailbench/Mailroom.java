package dev.hearken.mailbench;

import dev.hearken.http.Json;
import dev.hearken.load.HttpReader;
import dev.hearken.load.Subject;
import dev.hearken.project.NewProject;
import dev.hearken.user.NewUser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/// Buckets and sources of a server that is measured, and what it is told of mails. Between two uses
/// minutes may go by in which a yardstick runs, and no server keeps a connection for so long: each
/// use has its own.
final class Mailroom {
  private static final Duration PATIENCE = Duration.ofMinutes(30);
  private static final int LOOK_MILLIS = 5;
  private static final byte[] ID = "\"id\":\"".getBytes(StandardCharsets.US_ASCII);

  private static final String LOADED =
      """
      SELECT l.walked IS NULL AND NOT EXISTS (
        SELECT
        FROM email_load w
        WHERE w.source_id = l.source_id
          AND w.bucket_id = l.bucket_id
          AND w.reason IS NULL
      )
      FROM source_load l
      WHERE l.source_id = ?
      """;

  private final URI address;
  private final DataSource database;
  private final String project;
  private final String token;

  /// @param token of somebody who may do everything in the project
  Mailroom(URI address, DataSource database, String project, String token) {
    this.address = address;
    this.database = database;
    this.project = project;
    this.token = token;
  }

  /// With a project and a user, as most of them are.
  static Mailroom of(Subject subject) {
    var project = "bench";
    subject.projects().create(subject.system(), new NewProject(project, project, "", List.of()));
    var permissions = List.of("sources-read", "sources-admin", "buckets-write");
    var user = new NewUser("bench", "bench@example.com", List.of(), Map.of(project, permissions));
    var made = subject.users().changes().create(subject.system(), user);
    var token = subject.tokens().replace(subject.system(), made.id());
    return new Mailroom(subject.address(), subject.database().pool(), project, token.text());
  }

  /// @param id in sixteen hex digits
  record Bucket(String name, String id) {
    long number() {
      return Long.parseUnsignedLong(id, 16);
    }
  }

  /// A source that a bucket feeds.
  ///
  /// @param number its id
  record Fed(long number, Bucket bucket) {}

  Bucket bucket(String name) throws IOException {
    return new Bucket(
        name, make("/api/_private/buckets/", name, "{\"bucket\":{\"bucket_type\":\"emails\"}}"));
  }

  Fed source(String name, Bucket bucket) throws IOException {
    var id =
        make("/api/v1/sources/", name, "{\"source\":{\"bucket_id\":\"%s\"}}".formatted(bucket.id));
    return new Fed(Long.parseUnsignedLong(id, 16), bucket);
  }

  private String make(String path, String name, String body) throws IOException {
    try (var reader = new HttpReader(address)) {
      send(reader, HttpReader.request("PUT", path + project + "/" + name, token, body));
      return reader.behind(ID).orElseThrow(() -> new IOException(reader.body()));
    }
  }

  private static void send(HttpReader reader, byte[] request) throws IOException {
    int status = reader.exchange(request);
    if (status != 200) {
      throw new IOException("The answer is %d: %.500s".formatted(status, reader.body()));
    }
  }

  /// What puts these mails into a bucket, in batches.
  List<byte[]> requests(Bucket bucket, List<Letter> letters, Form form, int batch) {
    var requests = new ArrayList<byte[]>();
    for (int from = 0; from < letters.size(); from += batch) {
      var some = letters.subList(from, Math.min(letters.size(), from + batch));
      requests.add(request(bucket, some, form));
    }
    return requests;
  }

  byte[] request(Bucket bucket, List<Letter> letters, Form form) {
    var body = new ByteArrayOutputStream();
    body.writeBytes(ascii("{\"emails\":["));
    for (int i = 0; i < letters.size(); i++) {
      var letter = letters.get(i);
      body.writeBytes(ascii(i == 0 ? "" : ","));
      body.writeBytes(ascii("{\"id\":"));
      body.writeBytes(Json.bytes(letter.name()));
      body.writeBytes(ascii(",\"mailbox\":\"bench@example.com\",\"timestamp\":\""));
      body.writeBytes(ascii(Json.timestamp(letter.timestamp()) + "\",\"mime_content\":\""));
      form.write(letter.bytes(), body);
      body.writeBytes(ascii("\"}"));
    }
    body.writeBytes(ascii("]}"));
    var path = "/api/_private/buckets/%s/%s/emails".formatted(project, bucket.name);
    return HttpReader.request("PUT", path, token, body.toByteArray());
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  void put(List<byte[]> requests) throws IOException {
    try (var reader = new HttpReader(address)) {
      for (var request : requests) {
        send(reader, request);
      }
    }
  }

  Connection connect() throws SQLException {
    return database.getConnection();
  }

  /// Waits until all mails of the bucket have been loaded that were put before.
  void await(Fed fed) throws SQLException, IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    try (var connection = connect();
        var statement = connection.prepareStatement(LOADED)) {
      while (!hasLoaded(statement, fed)) {
        if (System.nanoTime() > end) {
          throw new IOException("The mails are not loaded after " + PATIENCE);
        }
        Thread.sleep(LOOK_MILLIS);
      }
    }
  }

  /// Have all mails of the bucket been loaded?
  boolean hasLoaded(Fed fed) throws SQLException {
    try (var connection = connect();
        var statement = connection.prepareStatement(LOADED)) {
      return hasLoaded(statement, fed);
    }
  }

  private static boolean hasLoaded(PreparedStatement statement, Fed fed) throws SQLException {
    statement.setLong(1, fed.number);
    try (var row = statement.executeQuery()) {
      return row.next() && row.getBoolean(1);
    }
  }

  /// Takes all mails away, and what became of them.
  void clear() throws SQLException {
    try (var connection = connect();
        var statement = connection.createStatement()) {
      statement.execute(
          "TRUNCATE email, email_chunk, email_load, mail_thread, mail_comment, comment");
    }
  }
}
