package dev.hearken.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearken.TestServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Which bucket a source names, and who may have it do so.
@Tag("database")
class SourceBucketTest {
  private static final String ALL = "/api/v1/sources";
  private static final String IN_DEFAULT = ALL + "/DefaultProject/";

  private static TestServer server;
  private static SourceCalls calls;

  @BeforeAll
  static void start() {
    server = new TestServer();
    calls = new SourceCalls(server);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void nullDetachesTheBucketAndAbsenceLeavesIt() {
    var bucket = calls.bucket("DefaultProject", "detachable");
    calls.create("fed", Map.of("bucket_id", bucket));

    assertThat(calls.update("fed", "{\"title\":\"x\"}").json().at("/source/bucket_id").asText())
        .isEqualTo(bucket);
    assertThat(calls.update("fed", "{\"bucket_id\":null}").json().at("/source/bucket_id").isNull())
        .isTrue();
    assertThat(
            calls
                .update("fed", Map.of("bucket_id", bucket))
                .json()
                .at("/source/bucket_id")
                .asText())
        .isEqualTo(bucket);
  }

  @Test
  void aBucketIsOnlyNamedByWhoMayReadIt() {
    calls.project("elsewhere");
    var hidden = calls.bucket("elsewhere", "hidden");
    var editor = server.user("editor", Map.of("DefaultProject", List.of("sources-admin")));
    var owner =
        server.user(
            "owner",
            Map.of(
                "DefaultProject", List.of("sources-admin"), "elsewhere", List.of("buckets-read")));
    var unknown = Map.of("source", Map.of("bucket_id", "0123456789abcdef"));
    var named = Map.of("source", Map.of("bucket_id", hidden));

    var refused = editor.put(IN_DEFAULT + "guess", named);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.message()).contains("source.bucket_id").contains(hidden);
    assertThat(editor.put(IN_DEFAULT + "guess", unknown).message())
        .isEqualTo(refused.message().replace(hidden, "0123456789abcdef"));
    assertThat(owner.put(IN_DEFAULT + "guess", named).status()).isEqualTo(200);
    // Clients resend the bucket with every update, whoever put it there.
    assertThat(
            editor
                .post(
                    IN_DEFAULT + "guess",
                    "{\"source\":{\"title\":\"n\",\"bucket_id\":\"" + hidden + "\"}}")
                .status())
        .isEqualTo(200);
    calls.create("unfed", Map.of());
    assertThat(editor.post(IN_DEFAULT + "unfed", named).status()).isEqualTo(422);
  }
}
