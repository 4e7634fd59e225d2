package dev.hearken.ui;

import dev.hearken.http.Answer;
import dev.hearken.http.Call;
import dev.hearken.http.Refusal;
import dev.hearken.http.Route;
import dev.hearken.http.Routes;
import dev.hearken.http.Shown;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// The page to begin with, and the API described for programs and for people. All of it is open,
/// works without the network and under any prefix, for pages know the way back to the root only
/// from the path they were asked by.
public final class UiRoutes implements Routes {
  private static final String HTML = "text/html; charset=utf-8";
  private static final String CSS = "text/css; charset=utf-8";
  private static final String SCRIPT = "text/javascript; charset=utf-8";
  private static final String POLICY = "Content-Security-Policy";

  private static final Map<String, String> HOME_HEADERS =
      Map.of(
          POLICY,
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
              + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'");

  /// The viewer sets styles on elements, has pictures in its style sheet, and sends requests to
  /// this server on behalf of the reader.
  private static final Map<String, String> DOCS_HEADERS =
      Map.of(
          POLICY,
          "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
              + "img-src 'self' data:; connect-src 'self'; "
              + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'");

  /// The viewer's files are large and asked for under their version; ours are small, and must never
  /// be older than the page.
  private static final Map<String, String> VIEWER_HEADERS =
      Map.of("Cache-Control", "public, max-age=604800");

  /// The types of the files of both pages, by name.
  private static final Map<String, String> OURS =
      Map.of(
          "page.css", CSS,
          "address.js", SCRIPT,
          "icon.svg", "image/svg+xml",
          "docs.css", CSS,
          "docs.js", SCRIPT);

  private static final Map<String, String> VIEWERS =
      Map.of(
          "swagger-ui.css", CSS,
          "swagger-ui-bundle.js", SCRIPT,
          "swagger-ui-bundle.js.LICENSE.txt", "text/plain; charset=utf-8");

  private final String home;
  private final String docs;
  private final Answer api;

  /// @param version of the server
  public UiRoutes(String version) {
    this.home = Content.ours("home.html").replace("{version}", version);
    this.docs = Content.ours("docs.html").replace("{viewer}", Content.viewerVersion());
    this.api =
        Answer.text("application/json", Content.ours("openapi.json").replace("{version}", version));
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/", call -> page(home, call, HOME_HEADERS)).withoutToken(),
        Route.get("/docs", call -> page(docs, call, DOCS_HEADERS)).withoutToken(),
        Route.get("/docs/{file}", UiRoutes::file).withoutToken(),
        Route.get("/openapi.json", _ -> api).withoutToken());
  }

  private static Answer page(String html, Call call, Map<String, String> headers) {
    var content = StandardCharsets.UTF_8.encode(html.replace("{root}", call.root()));
    return new Answer.Raw(HTML, content, headers);
  }

  /// Read anew each time: the viewer alone would be two megabytes to hold for pages that are seldom
  /// looked at.
  private static Answer file(Call call) {
    var name = call.path("file");
    if (OURS.containsKey(name)) {
      return new Answer.Raw(OURS.get(name), ByteBuffer.wrap(Content.bytes(name)), Map.of());
    }
    if (VIEWERS.containsKey(name)) {
      return new Answer.Raw(
          VIEWERS.get(name), ByteBuffer.wrap(Content.viewers(name)), VIEWER_HEADERS);
    }
    throw new Refusal.NotFound("There is no file %s here.".formatted(Shown.of(name)));
  }
}
