package dev.hearken.yardstick;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearken.TestServer;
import dev.hearken.load.HttpReader;
import dev.hearken.load.Subject;
import dev.hearken.mix.Action;
import dev.hearken.mix.Clients;
import dev.hearken.mix.Mix;
import dev.hearken.mix.Scene;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class YardstickTest {
  private final TestServer server = new TestServer();
  private final Subject subject = server.subject();
  private final Scene scene = Scene.prepare(subject, 3);

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void executesTheStatementsOfTheServer() throws Exception {
    var yardstick = Yardstick.take(subject, Mix.mixed(), scene, 2);

    assertThat(yardstick.sql(Mix.GET)).hasSize(1);
    assertThat(yardstick.sql(Mix.GET).getFirst()).contains("FROM token t", "LEFT JOIN source s");
    assertThat(yardstick.sql(Mix.CREATE).getLast()).contains("INSERT INTO source");
    assertThat(yardstick.sql(Mix.UPDATE).getLast()).contains("UPDATE source");
  }

  @Test
  void makesAndChangesTheSameRowsAsTheServer() throws Exception {
    var mix = Mix.write();
    var yardstick = Yardstick.take(subject, mix, scene, 2);
    try (var reader = new HttpReader(subject.address())) {
      for (var action : mix.pattern()) {
        for (int turn = 0; turn < 3; turn++) {
          Clients.check(reader, action, action.once(0, turn, scene.token()));
          yardstick.go(action, action.once(1, turn, scene.token()));
        }
      }
    }

    assertThat(rows("n1x", "kept")).isEqualTo(rows("n0x", "kept")).hasSize(Mix.UPDATED);
    assertThat(rows("n1x", "made")).isEqualTo(rows("n0x", "made")).hasSize(3);
    assertThat(ids("made")).doesNotHaveDuplicates().hasSize(6);
    assertThat(events("n1x")).isEqualTo(events("n0x")).hasSize(6);
  }

  @Test
  void countsRowsThatAreWrong() throws Exception {
    var yardstick = Yardstick.take(subject, Mix.read(), scene, 2);
    var right = Mix.GET.once(0, 7, scene.token());
    var wrong =
        new Action.Once("n0x9999", right.turn(), right.request(), right.expected(), right.value());

    yardstick.go(Mix.GET, right);
    assertThatThrownBy(() -> yardstick.go(Mix.GET, wrong))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("0 of 1 items");
  }

  private List<Map<String, Object>> rows(String whose, String kind) {
    return select(
        """
        SELECT replace(name, :whose, '') AS name, title, description, language, kind,
          array_to_string(sensitive_properties, ' ') AS sensitive, updated_at = created_at AS fresh
        FROM source
        WHERE name LIKE :kind || '-' || :whose || '%'
        ORDER BY name
        """,
        whose, kind);
  }

  private List<Map<String, Object>> ids(String kind) {
    return select("SELECT id FROM source WHERE name LIKE :kind || '-%' AND :whose = ''", "", kind);
  }

  private List<Map<String, Object>> events(String whose) {
    return select(
        """
        SELECT type, actor_id, replace(after ->> 'name', :whose, '') AS name,
          before ->> 'title' AS before, after ->> 'title' AS after
        FROM audit_event
        WHERE type LIKE 'source.%' AND after ->> 'name' LIKE '%' || :whose || '%' AND :kind = ''
        ORDER BY type, name
        """,
        whose, "");
  }

  private List<Map<String, Object>> select(String sql, String whose, String kind) {
    return server
        .sql()
        .withHandle(handle ->
            handle.createQuery(sql).bind("whose", whose).bind("kind", kind).mapToMap().list());
  }
}
