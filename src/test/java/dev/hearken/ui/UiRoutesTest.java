package dev.hearken.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearken.TestServer;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("database")
class UiRoutesTest {
  private static final String PREFIX = "/org/tenant";
  private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"]*)\"");

  private static TestServer server;

  @BeforeAll
  static void start() {
    server = new TestServer(PREFIX);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static TestServer.Answer get(String path) {
    return server.with(null).get(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "//",
        "/docs",
        "/docs/",
        "//docs",
        PREFIX + "/",
        PREFIX + "//",
        PREFIX + "/docs",
        PREFIX + "//docs/"
      })
  void everyLinkOfAPageLeadsSomewhereUnderTheSamePrefix(String path) {
    var page = get(path);
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Content-Type")).contains("text/html; charset=utf-8");

    var links = LINK.matcher(page.whole().body()).results().map(link -> link.group(1)).toList();

    assertThat(links).hasSizeGreaterThan(4);
    for (var link : links) {
      var target = page.whole().uri().resolve(link).getRawPath();
      assertThat(target).as(link).startsWith(path.startsWith(PREFIX) ? PREFIX + "/" : "/");
      assertThat(target.contains(PREFIX)).as(link).isEqualTo(path.startsWith(PREFIX));
      assertThat(get(target).status()).as(target).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/docs"})
  void pagesRunNothingButTheServersOwnFiles(String path) {
    var page = get(path);

    assertThat(page.header("Content-Security-Policy").orElseThrow())
        .startsWith("default-src 'none'; script-src 'self';")
        .contains("frame-ancestors 'none'")
        .doesNotContain("http", "unsafe-eval", "*");
    assertThat(page.header("X-Content-Type-Options")).contains("nosniff");
    assertThat(page.whole().body())
        .doesNotContain("<style", "style=", "onclick", "{root}", "{version}", "{viewer}")
        .doesNotContainPattern("<script(?![^>]* src=)")
        .doesNotContainPattern("(href|src)=\"(https?:)?//");
  }

  @Test
  void filesOfPagesAreTypedAndOnlyTheViewersAreKept() {
    for (var file :
        List.of(
            "page.css text/css",
            "address.js text/javascript",
            "icon.svg image/svg+xml",
            "docs.js text/javascript",
            "swagger-ui.css text/css",
            "swagger-ui-bundle.js text/javascript",
            "swagger-ui-bundle.js.LICENSE.txt text/plain")) {
      var answer = get("/docs/" + file.replaceFirst(" .*", ""));
      assertThat(answer.status()).as(file).isEqualTo(200);
      assertThat(answer.header("Content-Type").orElseThrow())
          .startsWith(file.replaceFirst(".* ", ""));
      assertThat(answer.header("Cache-Control").orElseThrow())
          .contains(file.startsWith("swagger") ? "max-age" : "no-store");
      assertThat(answer.whole().body()).isNotBlank();
    }
  }

  @Test
  void nothingElseIsServedAsAFile() {
    for (var file :
        List.of("openapi.json", "UiRoutes.class", "index.html", "..%2Fhome.html", "x")) {
      assertThat(get("/docs/" + file).status()).as(file).isEqualTo(404);
    }
  }

  @Test
  void headAnswersWithoutTheBody() {
    for (var path : List.of("/", "/docs", "/openapi.json", "/docs/page.css")) {
      var head = server.with(null).send("HEAD", path, null);
      assertThat(head.status()).as(path).isEqualTo(200);
      assertThat(head.whole().body()).as(path).isEmpty();
      assertThat(head.header("Content-Type")).isEqualTo(get(path).header("Content-Type"));
    }
  }
}
