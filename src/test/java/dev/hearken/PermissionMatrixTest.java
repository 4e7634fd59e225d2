package dev.hearken;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearken.database.Id;
import dev.hearken.user.Permission;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every route against every permission and every kind of token. A route without a line here fails
/// the build.
@Tag("database")
class PermissionMatrixTest {
  private static final List<String> ANY_MEMBER = Permission.namesInProjects();

  private static AccessScene scene;

  @BeforeAll
  static void start() {
    scene = new AccessScene();
  }

  @AfterAll
  static void stop() {
    scene.close();
  }

  static Stream<AccessLine> lines() {
    return new AccessLines(scene).all();
  }

  @Test
  void everyRouteHasALine() {
    assertThat(lines().map(AccessLine::route).distinct())
        .containsExactlyInAnyOrderElementsOf(
            scene.server().routes().stream().map(Object::toString).toList());
  }

  @Test
  void theDescriptionOfTheApiNamesTheSamePermissions() {
    for (var route : scene.server().routes()) {
      var described = new TreeSet<String>();
      for (var name : ApiDocument.read().operation(route).path("x-permissions")) {
        var permission = name.textValue();
        described.addAll(
            permission.startsWith("global:")
                ? List.of(permission.replace("global:", ""))
                : Permission.of(permission).orElseThrow().grantedBy());
      }
      described.remove("root");
      var allowed =
          lines()
              .filter(line -> line.route().equals(route.toString()))
              .flatMap(line -> line.allowed().stream())
              .collect(Collectors.toCollection(TreeSet::new));
      boolean anybodyWhoSeesIt = allowed.containsAll(ANY_MEMBER);
      assertThat(described).as(route.toString()).isEqualTo(anybodyWhoSeesIt ? Set.of() : allowed);
    }
  }

  @ParameterizedTest
  @MethodSource("lines")
  void onlyTheRightPermissionsOpenIt(AccessLine line) {
    var expected = new LinkedHashMap<String, Integer>();
    var found = new LinkedHashMap<String, Integer>();
    for (var holder : scene.holders()) {
      expected.put(holder, line.status(holder));
      found.put(holder, scene.ask(line, holder));
    }
    assertThat(found).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("lines")
  void onlyAValidTokenOpensIt(AccessLine line) {
    var revoked = scene.server().user("revoked" + scene.next(), Map.of(), "root");
    scene
        .server()
        .hearken()
        .tokens()
        .revoke(
            scene.server().hearken().users().system(),
            Id.parse(revoked.get("/auth/user").json().at("/user/id").asText()).orElseThrow());
    for (var token : Arrays.asList(revoked.token(), "hk_never-given", null)) {
      var answer =
          scene.server().with(token).send(line.method(), line.path().of("root"), scene.body(line));
      assertThat(answer.status()).as(String.valueOf(token)).isEqualTo(line.open() ? 200 : 401);
    }
  }
}
