package dev.hearken;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hearken.http.Generator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Random things of every kind: what was sent comes back, again and again the same, and what makes
/// no sense is refused in the envelope.
@Tag("database")
class RoundTripTest {
  private static final int SEEDS = 40;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private static TestServer server;

  @BeforeAll
  static void start() {
    server = new TestServer();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  static List<Generator> generators() {
    return Generator.several(SEEDS);
  }

  private static String name(Generator random) {
    return random.name() + NUMBER.incrementAndGet();
  }

  private static Map<String, Object> some(Generator random, Map<String, Object> fields) {
    var chosen = new LinkedHashMap<>(fields);
    chosen.keySet().removeIf(_ -> random.flag());
    return chosen;
  }

  private static Map<String, Object> source(Generator random) {
    return some(
        random,
        Map.of(
            "title", random.text(40),
            "description", random.text(300),
            "should_translate", random.flag(),
            "sensitive_properties", List.copyOf(new TreeSet<>(random.list(9, random::name))),
            "email_transform_tag", "generic.0.CONVKER5"));
  }

  @ParameterizedTest
  @MethodSource("generators")
  void aSourceComesBackAsItWasSentAndAfterEachUpdateAsItWasMade(Generator random) {
    var path = "/api/v1/sources/DefaultProject/" + name(random);
    var sent = new LinkedHashMap<>(source(random));
    sent.put("language", random.one(List.of("en", "de", "Multilingual", "xlm")));
    sent.put("_kind", random.one(List.of("email", "chat_log", "x")));
    var expected = server.admin().put(path, Map.of("source", sent)).json().get("source");
    assertHas(expected, sent);

    for (int i = 0; i < 3; i++) {
      var change = source(random);
      var after = server.admin().post(path, Map.of("source", change)).json().get("source");
      assertHas(after, change);
      expected
          .propertyStream()
          .filter(field -> !change.containsKey(field.getKey()))
          .filter(field -> !List.of("updated_at", "last_modified").contains(field.getKey()))
          .forEach(field ->
              assertThat(after.get(field.getKey())).as(field.getKey()).isEqualTo(field.getValue()));
      assertThat(server.admin().get(path).json().get("source")).isEqualTo(after);
      assertThat(server.admin().post(path, Map.of("source", after)).json().get("source"))
          .as("what was read can be sent back and changes nothing")
          .isEqualTo(after);
      expected = after;
    }
  }

  @ParameterizedTest
  @MethodSource("generators")
  void projectsUsersAndBucketsComeBackAsTheyWereSent(Generator random) {
    var project = name(random);
    var fields = some(random, Map.of("title", random.text(40), "description", random.text(200)));
    assertSame(
        "/api/_private/projects/" + project,
        Map.of("project", fields, "user_ids", List.of()),
        "project",
        fields);

    var title = some(random, Map.of("title", random.text(40)));
    var bucket = new LinkedHashMap<>(title);
    bucket.put("bucket_type", "emails");
    assertSame(
        "/api/_private/buckets/" + project + "/" + name(random),
        Map.of("bucket", bucket),
        "bucket",
        title);

    var user =
        Map.<String, Object>of(
            "username", name(random),
            "email", random.name() + "@" + random.name(),
            "global_permissions", List.copyOf(new TreeSet<>(random.list(5, random::name))),
            "organisation_permissions",
                Map.of(project, List.of("sources-read", "x" + random.name())));
    var path = "/api/_private/users";
    var made = server.admin().put(path, Map.of("user", user)).json().get("user");
    assertHas(made, user);
    assertThat(server.admin().get(path + "/" + made.get("id").asText()).json().get("user"))
        .isEqualTo(made);
  }

  private static void assertSame(
      String path, Map<String, ?> body, String name, Map<String, Object> fields) {
    var made = server.admin().put(path, body).json();
    assertHas(made.get(name), fields);
    assertThat(server.admin().put(path, body).json()).isEqualTo(made);
    assertThat(server.admin().get(path).json()).isEqualTo(made);
  }

  private static void assertHas(JsonNode found, Map<String, Object> sent) {
    sent.forEach((field, value) ->
        assertThat(found.get(field)).as(field).isEqualTo(JSON.valueToTree(value)));
  }

  @ParameterizedTest
  @MethodSource("generators")
  void randomBodiesAreRefusedByAFieldAndLeaveNothingBehind(Generator random) {
    var path = "/api/v1/sources/DefaultProject/" + name(random);
    var answer =
        server
            .admin()
            .put(
                path,
                Map.of(
                    "source",
                    Map.of("title", random.json(4), "x" + random.name(), random.json(2))));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.message()).contains("'source.");
    assertThat(server.admin().get(path).status()).isEqualTo(404);
  }
}
