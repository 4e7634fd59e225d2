package dev.hearken.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearken.TestServer;
import dev.hearken.TestServer.Answer;
import dev.hearken.database.Id;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class BucketRoutesTest {
  private static final String BUCKETS = "/api/_private/buckets/";
  private static final String IN_DEFAULT = BUCKETS + "DefaultProject/";

  private static TestServer server;

  @BeforeAll
  static void start() {
    server = new TestServer();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Answer create(String name) {
    return server.admin().put(IN_DEFAULT + name, "{\"bucket\": {\"bucket_type\": \"emails\"}}");
  }

  private static String id(Answer answer) {
    return answer.json().at("/bucket/id").asText();
  }

  @Test
  void whatIsCreatedComesBackByNameByIdAndInTheList() {
    var bucket = create("mail").json().get("bucket");

    assertThat(bucket.propertyStream().map(Map.Entry::getKey))
        .containsExactlyInAnyOrder(
            "id", "owner", "name", "title", "bucket_type", "created_at", "updated_at");
    assertThat(bucket.get("title").asText()).isEqualTo("mail");
    assertThat(bucket.get("updated_at")).isEqualTo(bucket.get("created_at"));
    for (var path :
        List.of(
            IN_DEFAULT + "mail",
            BUCKETS + "DefaultProject%2Fmail",
            BUCKETS + "id:" + bucket.get("id").asText(),
            BUCKETS + "id%3A" + bucket.get("id").asText())) {
      assertThat(server.admin().get(path).json().get("bucket")).as(path).isEqualTo(bucket);
    }
    assertThat(server.admin().get(BUCKETS).json().get("buckets")).contains(bucket);
  }

  @Test
  void aTransformTagIsTakenFromOldClientsAndSaysNothing() {
    var made =
        server
            .admin()
            .put(
                BUCKETS + "DefaultProject%2Ftagged",
                "{\"bucket\":{\"bucket_type\":\"emails\",\"transform_tag\":\"generic.0.CONVKER5\"}}");

    assertThat(made.status()).as(made.message()).isEqualTo(200);
    assertThat(create("tagged").json()).isEqualTo(made.json());
  }

  @Test
  void theSameCreateAgainFindsTheBucketAndAnotherTitleIsAConflict() {
    assertThat(create("twice").json()).isEqualTo(create("twice").json());
    var other =
        server
            .admin()
            .put(
                IN_DEFAULT + "twice",
                "{\"bucket\": {\"bucket_type\": \"emails\", \"title\": \"Other\"}}");
    assertThat(other.status()).isEqualTo(409);
    assertThat(other.message()).contains("'twice'", "'Other'");
  }

  @Test
  void aBodyThatIsWrongIsRefusedByItsField() {
    Map.of(
            "{\"bucket\": {}}", "'bucket.bucket_type' is missing",
            "{\"bucket\": {\"bucket_type\": \"chats\"}}", "'bucket.bucket_type' is 'chats'",
            "{\"bucket\": {\"bucket_type\": \"emails\", \"titel\": \"x\"}}", "'bucket.titel'",
            "{\"bucket\": {\"bucket_type\": \"emails\", \"title\": 1}}", "'bucket.title'")
        .forEach((body, sentence) -> {
          var answer = server.admin().put(IN_DEFAULT + "wrong", body);
          assertThat(answer.status()).as(body).isEqualTo(400);
          assertThat(answer.message()).contains(sentence);
        });
  }

  @Test
  void whatIsNotThereIsSaidToBeSo() {
    assertThat(server.admin().get(IN_DEFAULT + "none").message())
        .isEqualTo("No such bucket 'DefaultProject/none'.");
    assertThat(server.admin().get(BUCKETS + "nowhere/none").message())
        .isEqualTo("No such project 'nowhere'.");
    assertThat(server.admin().get(BUCKETS + "id:00000000000000aa").message())
        .isEqualTo("No such bucket 'id:00000000000000aa'.");
    assertThat(server.admin().delete(BUCKETS + "id:00000000000000aa").status()).isEqualTo(404);
    assertThat(server.admin().get(BUCKETS + "id:xyz").status()).isEqualTo(400);
  }

  @Test
  void aBucketTakenAwayLeavesItsSourcesWithoutOne() {
    var bucket = id(create("feed"));
    var path = "/api/v1/sources/DefaultProject/fed";
    var before =
        server
            .admin()
            .put(path, Map.of("source", Map.of("bucket_id", bucket)))
            .json()
            .get("source");
    assertThat(before.get("bucket_id").asText()).isEqualTo(bucket);

    assertThat(server.admin().delete(BUCKETS + "id:" + bucket).status()).isEqualTo(200);

    assertThat(server.admin().get(path).json().at("/source/bucket_id").isNull()).isTrue();
    assertThat(server.admin().get(IN_DEFAULT + "feed").status()).isEqualTo(404);
  }

  @Test
  void anEmptyBucketCountsExactlyNone() {
    create("empty");
    assertThat(server.admin().get(IN_DEFAULT + "empty/statistics").json().get("statistics"))
        .hasToString("{\"count\":{\"kind\":\"exact\",\"value\":0}}")
        .isEqualTo(
            server
                .admin()
                .get(BUCKETS + "DefaultProject%2Fempty/statistics")
                .json()
                .get("statistics"));
  }

  @Test
  void syncStatesAnswerToEverySpellingOfTheirPath() {
    var path = BUCKETS + "id:" + id(create("synced"));
    for (var ending : List.of("%2F", "/", "")) {
      assertThat(server.admin().get(path + "/keyed-sync-states" + ending).json())
          .hasToString("{\"keyed_sync_states\":[],\"status\":\"ok\"}");
    }
    assertThat(
            server
                .admin()
                .post(path + "/keyed-sync-state-ids", "{\"mailbox_name\": \"m@example.com\"}")
                .json())
        .hasToString("{\"keyed_sync_state_ids\":[],\"status\":\"ok\"}");
    assertThat(server.admin().delete(path + "/keyed-sync-state/00000000000000aa").status())
        .isEqualTo(404);
  }

  @Test
  void aSyncStateIsShownWholeAndForgottenOnce() {
    var bucket = id(create("states"));
    var state = Id.random();
    server
        .sql()
        .useHandle(handle ->
            handle.execute(
                """
                INSERT INTO sync_state
                  (id, bucket_id, mailbox_name, folder_id, folder_path, status, last_synced_at, synced_until)
                VALUES (?, ?, 'm@example.com', 'f1', '{Inbox,Old}', 'UP_TO_DATE',
                  '2026-01-02 03:04:05.678+00', '2026-01-01 00:00:00+00')
                """,
                state.bits(),
                Id.parse(bucket).orElseThrow().bits()));
    var path = BUCKETS + "id:" + bucket;

    var shown = server.admin().get(path + "/keyed-sync-states").json().at("/keyed_sync_states/0");
    assertThat(shown.get("folder_path")).hasToString("[\"Inbox\",\"Old\"]");
    assertThat(shown.get("status").asText()).isEqualTo("UP_TO_DATE");
    assertThat(shown.get("last_synced_at").asText()).isEqualTo("2026-01-02T03:04:05.678000+00:00");
    assertThat(
            server
                .admin()
                .post(path + "/keyed-sync-state-ids", "{\"mailbox_name\": \"m@example.com\"}")
                .json()
                .get("keyed_sync_state_ids"))
        .hasToString("[\"" + state + "\"]");
    assertThat(server.admin().delete(path + "/keyed-sync-state/" + state).status()).isEqualTo(200);
    assertThat(server.admin().delete(path + "/keyed-sync-state/" + state).status()).isEqualTo(404);
  }

  @Test
  void theListIsSortedByOwnerAndNameAndEmptyWithoutPermission() {
    create("z");
    create("a");
    var names = server.admin().get(BUCKETS).json().get("buckets").findValuesAsText("name");

    assertThat(names).isSorted().contains("a", "z");
    var member = server.user("reader", Map.of("DefaultProject", List.of("sources-read")));
    assertThat(member.get(BUCKETS).json().get("buckets")).isEmpty();
  }
}
