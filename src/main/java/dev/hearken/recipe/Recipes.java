package dev.hearken.recipe;

import dev.hearken.http.Refusal;
import dev.hearken.http.Shown;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// All recipes by the tags that name them. What is known in a service is its own business, so
/// further tags can be told to mean one of ours.
public final class Recipes {
  /// Longest tag that is looked at, in code points.
  public static final int LONGEST = 256;

  private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_-]+\\.[0-9]+\\.[A-Za-z0-9_-]+");

  /// Our own recipes only.
  public static final Recipes STANDARD =
      new Recipes(Map.of(Recipe.STANDARD.tag(), Recipe.STANDARD, Recipe.RICH.tag(), Recipe.RICH));

  private final Map<String, Recipe> recipes;

  private Recipes(Map<String, Recipe> recipes) {
    this.recipes = recipes;
  }

  /// Our own recipes and what is written as `tag=known tag, tag=known tag`; empty when that is
  /// written otherwise, or a tag has two meanings.
  public static Optional<Recipes> parse(String text) {
    var recipes = new LinkedHashMap<>(STANDARD.recipes);
    for (var pair : text.split(",", -1)) {
      if (pair.isBlank()) {
        continue;
      }
      var sides = pair.split("=", -1);
      var meant = sides.length == 2 ? STANDARD.recipes.get(sides[1].strip()) : null;
      var tag = sides[0].strip();
      if (meant == null || tag.length() > LONGEST || !TAG.matcher(tag).matches()) {
        return Optional.empty();
      }
      var before = recipes.put(tag, new Recipe(tag, meant.textFormat(), meant.rich()));
      if (before != null) {
        return Optional.empty();
      }
    }
    return Optional.of(new Recipes(Map.copyOf(recipes)));
  }

  public boolean known(String tag) {
    return recipes.containsKey(tag);
  }

  /// The recipe that a tag names; the standard one for none, and for one that is known no longer.
  public Recipe of(@Nullable String tag) {
    return tag == null ? Recipe.STANDARD : recipes.getOrDefault(tag, Recipe.STANDARD);
  }

  /// As [#of], of a tag that a client sent.
  ///
  /// @throws Refusal.Unacceptable when it is not known
  public Recipe require(String tag) {
    if (!known(tag)) {
      throw unknown(tag);
    }
    return of(tag);
  }

  public Refusal unknown(String tag) {
    return new Refusal.Unacceptable(
        "The value %s is not a valid transform tag. Known: %s."
            .formatted(
                Shown.of(tag), String.join(", ", recipes.keySet().stream().sorted().toList())));
  }
}
