package dev.hearken.translation;

import dev.hearken.http.Answer;
import dev.hearken.http.Call;
import dev.hearken.http.Route;
import dev.hearken.http.Routes;
import dev.hearken.project.FullName;
import java.util.List;

/// The translation of a comment, on the wire.
public final class TranslationRoutes implements Routes {
  private final TranslationRequests requests;

  public TranslationRoutes(TranslationRequests requests) {
    this.requests = requests;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.post(
                "/api/v1/sources/{project}/{source}/comments/{comment}/translate", this::translate)
            .takingNothing());
  }

  private Answer translate(Call call) {
    call.body().end();
    requests.translate(call.caller(), FullName.of(call, "source"), call.path("comment"));
    return Answer.ok();
  }
}
