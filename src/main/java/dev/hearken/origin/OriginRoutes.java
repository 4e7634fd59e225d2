package dev.hearken.origin;

import dev.hearken.http.Answer;
import dev.hearken.http.Call;
import dev.hearken.http.Refusal;
import dev.hearken.http.Route;
import dev.hearken.http.Routes;
import dev.hearken.http.Shown;
import dev.hearken.http.Spool;
import dev.hearken.mime.MailParser;
import dev.hearken.mime.RawMail;
import dev.hearken.mime.Unreadable;
import dev.hearken.project.FullName;
import dev.hearken.recipe.Recipes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Pattern;

/// Shows how a comment's mail was read, line by line: it is how people report a fault.
public final class OriginRoutes implements Routes {
  /// How many times its size a mail takes while it is read, as where mails are loaded.
  private static final int TIMES = 8;

  /// Of the heap: what there is for work on requests, as the budget has it.
  private static final int PART = 6;

  private static final int PAGE = 1_000;
  private static final int LARGEST_PAGE = 10_000;
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

  private final OriginStore origins;
  private final Recipes recipes;

  public OriginRoutes(OriginStore origins, Recipes recipes) {
    this.origins = origins;
    this.recipes = recipes;
  }

  /// The most bytes that a mail may have to be shown.
  ///
  /// @param heap the most memory that the process may use
  public static long largest(long heap) {
    return heap / PART / TIMES;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/api/v1/sources/{project}/{source}/comments/{comment}/origin", this::get));
  }

  private Answer get(Call call) {
    int limit = call.query().limit("limit", PAGE, LARGEST_PAGE);
    int after = after(call.query().text("after").orElse("0"));
    var comment = call.path("comment");
    var found = origins.find(call.caller(), FullName.of(call, "source"), comment, call::gather);
    var content = found.content();
    try (var _ = content.work(TIMES * content.size())) {
      var mail = MailParser.parse(RawMail.stored(bytes(content)), found.mail().timestamp());
      var marked = recipes.of(found.tag()).marked(mail);
      return Answer.of("origin", Origin.of(marked, after, limit).shown(found.mail()));
    } catch (Unreadable e) {
      throw new Refusal.NotFound(
          "The mail of the comment %s cannot be read any more: %s"
              .formatted(Shown.of(comment), e.reason()));
    }
  }

  private static int after(String value) {
    if (!NUMBER.matcher(value).matches()) {
      throw new Refusal.Invalid(
          "The query parameter 'after' is %s; it must be the number of a line."
              .formatted(Shown.of(value)));
    }
    return Integer.parseInt(value);
  }

  private static byte[] bytes(Spool content) {
    try (var in = content.from(0)) {
      return in.readNBytes(Math.toIntExact(content.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
