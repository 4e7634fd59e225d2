package dev.hearken.rawemail;

import dev.hearken.comment.CommentChanges;
import dev.hearken.http.Answer;
import dev.hearken.http.Call;
import dev.hearken.http.Route;
import dev.hearken.http.Routes;
import dev.hearken.project.FullName;
import dev.hearken.recipe.Recipes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;

/// Raw mail straight into a source (wire contract 2.2.4).
public final class RawEmailRoutes implements Routes {
  /// The largest body that brings mails.
  private static final long MOST_BYTES = 64L << 20;

  /// How many times its size a body takes on its way to the database.
  private static final int TIMES = 6;

  private final CommentChanges changes;
  private final Recipes recipes;
  private final Clock clock;

  public RawEmailRoutes(CommentChanges changes, Recipes recipes, Clock clock) {
    this.changes = changes;
    this.recipes = recipes;
    this.clock = clock;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.post("/api/v1/sources/{project}/{source}/sync-raw-emails", this::sync)
            .taking(MOST_BYTES));
  }

  private Answer sync(Call call) {
    var source = FullName.of(call, "source");
    try (var body = call.upload();
        var _ = body.work(TIMES * body.size())) {
      var sent = RawEmails.from(body, recipes);
      var comments = sent.comments(body, clock.instant());
      var done = changes.sync(call.caller(), source, comments);
      var answer = new LinkedHashMap<String, Object>();
      answer.put("new", done.added());
      answer.put("updated", done.updated());
      answer.put("unchanged", done.unchanged());
      answer.put(
          "comments", sent.include() ? comments.stream().map(RawEmail::shown).toList() : List.of());
      return Answer.of(answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
