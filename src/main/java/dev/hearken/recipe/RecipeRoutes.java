package dev.hearken.recipe;

import dev.hearken.http.Answer;
import dev.hearken.http.Call;
import dev.hearken.http.Refusal;
import dev.hearken.http.Route;
import dev.hearken.http.Routes;
import dev.hearken.http.Shown;
import java.util.LinkedHashMap;
import java.util.List;

/// What a transform tag means. The last segment of the path is `tag:` and the tag.
public final class RecipeRoutes implements Routes {
  private static final String PREFIX = "tag:";

  private final Recipes recipes;

  public RecipeRoutes(Recipes recipes) {
    this.recipes = recipes;
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.get("/api/_private/sources/email-transform/{tag}", this::get));
  }

  private Answer get(Call call) {
    var segment = call.path("tag");
    var tag = segment.startsWith(PREFIX) ? segment.substring(PREFIX.length()) : "";
    if (!recipes.known(tag)) {
      throw new Refusal.NotFound("No such transform tag %s.".formatted(Shown.of(segment)));
    }
    var recipe = recipes.of(tag);
    var answer = new LinkedHashMap<String, String>();
    answer.put("tag", recipe.tag());
    answer.put("text_format", recipe.textFormat());
    recipe.upgrade().ifPresent(rich -> answer.put("rich_text_upgrade_tag", rich));
    return Answer.of(answer);
  }
}
