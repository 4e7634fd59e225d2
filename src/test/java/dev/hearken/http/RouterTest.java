package dev.hearken.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RouterTest {
  private static final Router ROUTER =
      new Router(
          List.of(
              Route.get("/things", _ -> Answer.ok()),
              Route.get("/things/{project}", _ -> Answer.ok()),
              Route.get("/things/{project}/{thing}", _ -> Answer.ok()),
              Route.put("/things/{project}/{thing}", _ -> Answer.ok()),
              Route.get("/things/id:{thing}", _ -> Answer.ok()),
              Route.delete("/things/id:{thing}", _ -> Answer.ok()),
              Route.get("/things/id:{thing}/parts", _ -> Answer.ok()),
              Route.get("/things/special", _ -> Answer.ok())),
          "/base");

  private static String template(String method, String path) {
    return ROUTER.match(method, path).route().template();
  }

  @Test
  void aWordIsPreferredToAnIdAndThatToAVariable() {
    assertThat(template("GET", "/things/special")).isEqualTo("/things/special");
    assertThat(template("GET", "/things/id:1")).isEqualTo("/things/id:{thing}");
    assertThat(template("GET", "/things/id%3A1/parts")).isEqualTo("/things/id:{thing}/parts");
    assertThat(template("GET", "/things/other")).isEqualTo("/things/{project}");
    assertThat(template("GET", "/things/special/x")).isEqualTo("/things/{project}/{thing}");
  }

  @Test
  void variablesAreNamedByTheTemplate() {
    assertThat(ROUTER.match("PUT", "/things/p%2Fn").variables())
        .isEqualTo(Map.of("project", "p", "thing", "n"));
    assertThat(ROUTER.match("DELETE", "/base/things/id:ab").variables())
        .isEqualTo(Map.of("thing", "ab"));
  }

  @Test
  void anIdIsNeverTakenForAProject() {
    assertThatThrownBy(() -> ROUTER.match("GET", "/things/id:1/x"))
        .isInstanceOf(Refusal.NotFound.class);
  }

  @Test
  void headIsServedByGetAndOtherMethodsAreToldWhatIsAllowed() {
    assertThat(template("HEAD", "/things")).isEqualTo("/things");
    assertThatThrownBy(() -> ROUTER.match("POST", "/things/id:1"))
        .isInstanceOfSatisfying(
            Refusal.MethodNotAllowed.class,
            refusal -> assertThat(refusal.allowed()).containsExactly("DELETE", "GET", "HEAD"));
  }

  @Test
  void twoRoutesForOnePathAreAMistakeOfOurs() {
    var route = Route.get("/things", _ -> Answer.ok());
    assertThatThrownBy(() -> new Router(List.of(route, route), ""))
        .isInstanceOf(IllegalStateException.class);
  }
}
