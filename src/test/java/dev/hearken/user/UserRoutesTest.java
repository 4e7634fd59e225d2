package dev.hearken.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearken.TestServer;
import dev.hearken.TestServer.Answer;
import dev.hearken.TestServer.Client;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("database")
class UserRoutesTest {
  private static final String USERS = "/api/_private/users";

  private static TestServer server;

  @BeforeAll
  static void start() {
    server = new TestServer();
    Stream.of("alpha", "beta").forEach(UserRoutesTest::project);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static void project(String name) {
    server.admin().put("/api/_private/projects/" + name, "{\"project\":{},\"user_ids\":[]}");
  }

  private static Map<String, Object> user(String name, Map<String, List<String>> permissions) {
    return Map.of(
        "user",
        Map.of(
            "username",
            name,
            "email",
            name + "@example.com",
            "global_permissions",
            List.of(),
            "organisation_permissions",
            permissions));
  }

  private static String idOf(Client client) {
    return client.get("/auth/user").json().at("/user/id").asText();
  }

  private static Answer permit(Client by, String id, Map<String, List<String>> permissions) {
    return by.post(
        USERS + "/" + id, Map.of("user", Map.of("organisation_permissions", permissions)));
  }

  private static JsonNode permissions(String id) {
    return server.admin().get(USERS + "/" + id).json().at("/user/organisation_permissions");
  }

  @Test
  void aUserHasEveryFieldThatClientsNeed() {
    var created =
        server
            .admin()
            .put(USERS, user("whole", Map.of("alpha", List.of("sources-read", "made-up"))));
    var user = created.json().get("user");

    assertThat(user.propertyStream().map(Map.Entry::getKey))
        .containsExactlyInAnyOrder(
            "id",
            "username",
            "email",
            "created",
            "verified",
            "global_permissions",
            "organisation_permissions",
            "sso_global_permissions");
    assertThat(user.get("id").asText()).matches("[0-9a-f]{16}");
    assertThat(user.get("created").asText()).endsWith("+00:00");
    assertThat(user.get("organisation_permissions").toString())
        .isEqualTo("{\"alpha\":[\"sources-read\",\"made-up\"]}");
    assertThat(user.get("sso_global_permissions")).isEmpty();
    assertThat(server.admin().get(USERS + "/" + user.get("id").asText()).json().get("user"))
        .isEqualTo(user);
    assertThat(server.admin().get(USERS).json().get("users")).contains(user);
  }

  @Test
  void theSameCreateAgainFindsTheUserAndAnotherIsAConflict() {
    var wanted = user("again", Map.of("alpha", List.of("sources-read")));
    var first = server.admin().put(USERS, wanted);

    assertThat(server.admin().put(USERS, wanted).json()).isEqualTo(first.json());
    var other = server.admin().put(USERS, user("again", Map.of()));
    assertThat(other.status()).isEqualTo(409);
    assertThat(other.message()).contains("again");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{}|'user' is missing",
        "{\"user\": {}}|'user.username' is missing",
        "{\"user\": {\"username\": \"a b\", \"email\": \"a@b\", \"global_permissions\": [], \"organisation_permissions\": {}}}|A-Z, a-z, 0-9",
        "{\"user\": {\"username\": \"u\", \"email\": \"nobody\", \"global_permissions\": [], \"organisation_permissions\": {}}}|name@domain",
        "{\"user\": {\"username\": \"u\", \"email\": \"a@b\", \"global_permissions\": [null], \"organisation_permissions\": {}}}|'user.global_permissions[0]'",
        "{\"user\": {\"username\": \"u\", \"email\": \"a@b\", \"global_permissions\": [], \"organisation_permissions\": {\"alpha\": [null]}}}|'user.organisation_permissions.alpha[0]'",
        "{\"user\": {\"username\": \"u\", \"email\": \"a@b\", \"global_permissions\": [], \"organisation_permissions\": []}}|'user.organisation_permissions'",
        "{\"user\": {\"username\": \"u\", \"email\": \"a@b\", \"global_permissions\": [], \"organisation_permissions\": {}, \"name\": \"x\"}}|Unknown field 'user.name'",
      })
  void aBodyThatIsWrongIsRefusedByItsField(String body, String sentence) {
    var answer = server.admin().put(USERS, body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.message()).contains(sentence);
  }

  @Test
  void aProjectThatIsNotThereIsRefusedAndNothingIsMade() {
    var answer = server.admin().put(USERS, user("lost", Map.of("nowhere", List.of("voc"))));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.message()).contains("No such project 'nowhere'");
    assertThat(server.admin().get(USERS).json().get("users").findValuesAsText("username"))
        .doesNotContain("lost");
  }

  @Test
  void anUpdateReplacesTheProjectsItNamesAndLeavesTheOthers() {
    var id = idOf(server.user("moves", Map.of("alpha", List.of("voc"), "beta", List.of("voc"))));

    permit(server.admin(), id, Map.of("alpha", List.of("sources-read", "streams-read")));
    assertThat(permissions(id).toString())
        .isEqualTo("{\"beta\":[\"voc\"],\"alpha\":[\"sources-read\",\"streams-read\"]}");

    permit(server.admin(), id, Map.of("beta", List.of()));
    assertThat(permissions(id).toString())
        .isEqualTo("{\"alpha\":[\"sources-read\",\"streams-read\"]}");
  }

  @Test
  void whatWasReadCanBeSentBackAlsoByWhoManagesOnlyOneProjectOfIt() {
    var manager =
        server.user(
            "sender", Map.of("alpha", List.of("users-write", "voc"), "beta", List.of("voc")));
    var path =
        USERS
            + "/"
            + idOf(server.user("sent", Map.of("alpha", List.of("voc"), "beta", List.of("voc"))));
    var user = manager.get(path).json().get("user");

    assertThat(manager.post(path, Map.of("user", user)).json().get("user")).isEqualTo(user);
    var reader = server.user("reads-only", Map.of("alpha", List.of("voc")));
    assertThat(reader.post(path, Map.of("user", reader.get(path).json().get("user"))).status())
        .isEqualTo(403);
    var renamed = manager.post(path, "{\"user\": {\"username\": \"other\"}}");
    assertThat(renamed.status()).isEqualTo(422);
    assertThat(renamed.message()).contains("'user.username'", "'other'", "'sent'");
  }

  @Test
  void whoManagesAProjectGivesWhatHeHoldsThereAndNoMore() {
    var manager = server.user("manager", Map.of("alpha", List.of("users-write", "sources-admin")));
    var id = idOf(server.user("managed", Map.of("alpha", List.of("voc"), "beta", List.of("voc"))));

    assertThat(permit(manager, id, Map.of("alpha", List.of("voc", "sources-read"))).status())
        .as("what he has stays, what is implied can be given")
        .isEqualTo(200);
    var more = permit(manager, id, Map.of("alpha", List.of("buckets-write")));
    assertThat(more.status()).isEqualTo(403);
    assertThat(more.message()).contains("'buckets-write'");
    assertThat(permit(manager, id, Map.of("alpha", List.of("made-up"))).status()).isEqualTo(403);
    assertThat(permit(manager, id, Map.of("beta", List.of())).status()).isEqualTo(422);
    assertThat(permissions(id).get("alpha")).hasSize(2);
    assertThat(permissions(id).get("beta")).hasSize(1);
  }

  @Test
  void permissionsThatHoldEverywhereTakeAnAdministratorAndRootTakesRoot() {
    var administrator = server.user("administrator", Map.of(), "tenant-admin");
    var manager = server.user("no-admin", Map.of("alpha", List.of("users-write")));
    var id = idOf(server.user("rises", Map.of("alpha", List.of("voc"))));

    assertThat(everywhere(manager, id, "audit-read").status()).isEqualTo(403);
    assertThat(everywhere(administrator, id, "audit-read").status()).isEqualTo(200);
    assertThat(everywhere(administrator, id, "root").status()).isEqualTo(403);
    assertThat(everywhere(server.admin(), id, "root").status()).isEqualTo(200);
    assertThat(everywhere(administrator, id).status()).isEqualTo(403);
    assertThat(administrator.delete(USERS + "/" + id).status()).isEqualTo(403);
    assertThat(everywhere(server.admin(), id).status()).isEqualTo(200);
    assertThat(administrator.delete(USERS + "/" + id).status()).isEqualTo(200);
  }

  private static Answer everywhere(Client by, String id, String... permissions) {
    return by.post(
        USERS + "/" + id, Map.of("user", Map.of("global_permissions", List.of(permissions))));
  }

  @Test
  void ofTwoRootsWhoDemoteEachOtherAtOnceOneStays() {
    try (var alone = new TestServer()) {
      var other = alone.user("other", Map.of(), "root");
      var ids = List.of(idOf(alone.admin()), idOf(other));
      assertThat(everywhere(alone.admin(), ids.get(0), "root").status()).isEqualTo(200);

      var results =
          Stream.of(
                  CompletableFuture.supplyAsync(() -> everywhere(alone.admin(), ids.get(1))),
                  CompletableFuture.supplyAsync(() -> everywhere(other, ids.get(0))))
              .toList()
              .stream()
              .map(future -> future.join().status())
              .toList();

      assertThat(results).contains(200).doesNotHaveDuplicates();
      var left = results.get(0) == 200 ? alone.admin() : other;
      var last = everywhere(left, idOf(left));
      assertThat(last.status()).isEqualTo(422);
      assertThat(last.message()).contains("last who holds 'root'");
      assertThat(left.delete(USERS + "/" + idOf(left)).status()).isEqualTo(422);
    }
  }

  @Test
  void aDeletedUsersTokenIsDeadAndHisNameIsFree() {
    var gone = server.user("gone", Map.of("alpha", List.of("voc")));
    var id = idOf(gone);

    assertThat(server.admin().delete(USERS + "/" + id).status()).isEqualTo(200);
    assertThat(gone.get("/auth/user").status()).isEqualTo(401);
    assertThat(server.admin().get(USERS + "/" + id).status()).isEqualTo(404);
    assertThat(server.admin().delete(USERS + "/" + id).status()).isEqualTo(404);
    assertThat(idOf(server.user("gone", Map.of()))).isNotEqualTo(id);
  }

  @Test
  void aCallerSeesThoseWithWhomHeSharesAProjectAndTheirPermissionsThere() {
    var one = server.user("sees", Map.of("alpha", List.of("voc")));
    var both = server.user("shown", Map.of("alpha", List.of("voc"), "beta", List.of("voc")));
    var elsewhere = server.user("elsewhere", Map.of("beta", List.of("voc")));

    var seen = one.get(USERS).json().get("users");
    assertThat(seen.findValuesAsText("username"))
        .contains("sees", "shown")
        .doesNotContain("elsewhere", "system", "admin")
        .isSorted();
    assertThat(one.get(USERS + "/" + idOf(both)).json().at("/user/organisation_permissions"))
        .hasToString("{\"alpha\":[\"voc\"]}");
    assertThat(one.get(USERS + "/" + idOf(elsewhere)).status()).isEqualTo(404);
    assertThat(one.get("/api/v1/users").json().get("users").get(0).propertyStream())
        .extracting(Map.Entry::getKey)
        .containsExactly("email", "username", "last_login_at");
  }

  @Test
  void aNewTokenOfOnesOwnReplacesTheOldAndIsShownOnce() {
    var before = server.user("renews", Map.of());
    var token = before.post("/auth/token", "{}").json().get("token").asText();

    assertThat(token).startsWith("hk_").hasSizeGreaterThan(43);
    assertThat(before.get("/auth/user").status()).isEqualTo(401);
    assertThat(server.with(token).get("/auth/user").json().at("/user/username").asText())
        .isEqualTo("renews");
    int kept =
        server
            .sql()
            .withHandle(handle ->
                handle
                    .createQuery(
                        "SELECT count(*) FROM token WHERE hash = sha256(convert_to(:token, 'UTF8'))")
                    .bind("token", token)
                    .mapTo(Integer.class)
                    .one());
    assertThat(kept).as("its hash is what is kept").isOne();
  }

  @Test
  void everyChangeLeavesOneLineInTheAuditLogAndNoChangeLeavesNone() {
    var wanted = user("watched", Map.of("alpha", List.of("voc")));
    var id = server.admin().put(USERS, wanted).json().at("/user/id").asText();
    server.admin().put(USERS, wanted);
    permit(server.admin(), id, Map.of("alpha", List.of("voc")));
    permit(server.admin(), id, Map.of("alpha", List.of("voc-readonly")));
    server.admin().delete(USERS + "/" + id);

    assertThat(audited(id)).containsExactly("user.create", "user.update", "user.delete");
  }

  private static List<String> audited(String id) {
    return server
        .sql()
        .withHandle(handle ->
            handle
                .createQuery(
                    "SELECT type FROM audit_event WHERE about @> jsonb_build_array(jsonb_build_object('id', CAST(:id AS text))) ORDER BY at, id")
                .bind("id", id)
                .mapTo(String.class)
                .list());
  }

  @Test
  void aWelcomeMailIsAnsweredThoughNoneIsSent() {
    var id = idOf(server.user("welcome", Map.of()));
    assertThat(server.admin().post(USERS + "/" + id + "/welcome-email", "{}").json())
        .hasToString("{\"status\":\"ok\"}");
  }

  @Test
  void anIdThatIsNoneIsSaidSo() {
    var answer = server.admin().get(USERS + "/nobody");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.message()).contains("'nobody'", "16 lower-case hexadecimal digits");
  }
}
