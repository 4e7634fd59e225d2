package dev.hearken.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearken.TestServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class SourceRoutesTest {
  private static final String IN_DEFAULT = "/api/v1/sources/DefaultProject/";

  private static TestServer server;

  @BeforeAll
  static void start() {
    server = new TestServer();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void createFillsInEveryDefault() {
    var source = server.admin().put(IN_DEFAULT + "defaults", Map.of("source", Map.of())).json().get("source");

    assertThat(source.get("id").asText()).matches("[0-9a-f]{16}");
    assertThat(source.get("owner").asText()).isEqualTo("DefaultProject");
    assertThat(source.get("name").asText()).isEqualTo("defaults");
    assertThat(source.get("title").asText()).isEqualTo("defaults");
    assertThat(source.get("description").asText()).isEmpty();
    assertThat(source.get("language").asText()).isEqualTo("en");
    assertThat(source.get("should_translate").booleanValue()).isFalse();
    assertThat(source.get("sensitive_properties")).isEmpty();
    assertThat(source.get("_kind").asText()).isEqualTo("unknown");
    assertThat(source.get("bucket_id").isNull()).isTrue();
    assertThat(source.get("email_transform_tag").isNull()).isTrue();
    assertThat(source.get("created_at").asText())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}\\+00:00")
        .isEqualTo(source.get("updated_at").asText())
        .isEqualTo(source.get("last_modified").asText());
  }
}
