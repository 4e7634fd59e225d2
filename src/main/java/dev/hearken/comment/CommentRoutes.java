package dev.hearken.comment;

import dev.hearken.body.Elements;
import dev.hearken.http.Answer;
import dev.hearken.http.Call;
import dev.hearken.http.Continuations;
import dev.hearken.http.Query;
import dev.hearken.http.Refusal;
import dev.hearken.http.Route;
import dev.hearken.http.Routes;
import dev.hearken.http.Shown;
import dev.hearken.project.FullName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Comments on the wire (wire contract 2.2).
public final class CommentRoutes implements Routes {
  private static final String SOURCE = "/api/v1/sources/{project}/{source}";
  private static final String COMMENTS = "/api/_private/sources/{project}/{source}/comments";

  /// The largest body that brings comments.
  private static final long MOST_BYTES = 64L << 20;

  private static final String ASCENDING = "ascending";
  private static final String DESCENDING = "descending";

  private static final int PAGE = 64;
  private static final int LARGEST_PAGE = 256;

  private final CommentStore comments;
  private final CommentChanges changes;
  private final Continuations continuations;

  public CommentRoutes(CommentStore comments, CommentChanges changes, Continuations continuations) {
    this.comments = comments;
    this.changes = changes;
    this.continuations = continuations;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.post(SOURCE + "/sync", this::sync).taking(MOST_BYTES),
        Route.get(SOURCE + "/comments/{comment}", this::get),
        Route.delete(SOURCE + "/comments", this::delete),
        Route.put(COMMENTS, this::add).taking(MOST_BYTES),
        Route.get(COMMENTS, this::list).askingWhoCalls());
  }

  private Answer sync(Call call) {
    var source = FullName.of(call, "source");
    try (var body = call.upload();
        var comments = NewComment.list(body, Elements.Repeated.LAST_WINS)) {
      var done = changes.sync(call.caller(), source, comments);
      var answer = new LinkedHashMap<String, Long>();
      answer.put("new", done.added());
      answer.put("updated", done.updated());
      answer.put("unchanged", done.unchanged());
      answer.put("updated_text_changed", done.updatedTextChanged());
      answer.put("updated_properties_only", done.updatedPropertiesOnly());
      return Answer.of(answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Answer add(Call call) {
    var source = FullName.of(call, "source");
    try (var body = call.upload();
        var comments = NewComment.list(body, Elements.Repeated.MUST_BE_EQUAL)) {
      changes.add(call.caller(), source, comments);
      return Answer.ok();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Answer get(Call call) {
    boolean markup = call.query().flag("include_markup", true);
    var comment = comments.get(call.caller(), FullName.of(call, "source"), call.path("comment"));
    return Answer.of("comment", markup ? comment : comment.withoutMarkup());
  }

  private Answer list(Call call) {
    var source = FullName.of(call, "source");
    var query = call.query();
    var list = "comments of " + source;
    var after =
        query.text("after").map(token -> Position.of(continuations.open(list, token))).orElse(null);
    var span =
        new Span(
            query.time("from_timestamp").orElse(after == null ? null : after.earliest()),
            query.time("to_timestamp").orElse(null),
            after,
            descending(query, after),
            query.limit("limit", PAGE, LARGEST_PAGE));
    var as =
        new Presentation(
            query.flag("include_markup", true), query.flag("include_thread_properties"));
    var page = comments.page(call, source, span, as);
    var last = page.last();
    var end =
        last == null
            ? Map.<String, Object>of()
            : Map.<String, Object>of("continuation", continuations.seal(list, last.bytes()));
    return switch (page) {
      case CommentStore.Page.Gathered large ->
          new Answer.Gathered("comments", large.comments(), end);
      case CommentStore.Page.Held held ->
          new Answer.Listed("comments", PageJson.of(held.comments()), end);
    };
  }

  private static boolean descending(Query query, @Nullable Position after) {
    var known = after != null && after.descending() ? DESCENDING : ASCENDING;
    var direction = query.text("direction").orElse(known);
    if (after != null && !direction.equals(known)) {
      throw new Refusal.Invalid(
          "The query parameter 'direction' is %s, but the continuation goes on %s: leave one of them out."
              .formatted(Shown.of(direction), known));
    }
    if (!direction.equals(ASCENDING) && !direction.equals(DESCENDING)) {
      throw new Refusal.Invalid(
          "The query parameter 'direction' is %s; it must be %s or %s."
              .formatted(Shown.of(direction), ASCENDING, DESCENDING));
    }
    return direction.equals(DESCENDING);
  }

  private Answer delete(Call call) {
    var query = call.query();
    var ids =
        Stream.concat(
                query.texts("id").stream(),
                query.texts("ids").stream().flatMap(list -> Stream.of(list.split(",", -1))))
            .toList();
    if (ids.isEmpty()) {
      throw new Refusal.Invalid(
          "The query parameter 'id' is missing: name each comment that is to be deleted.");
    }
    changes.delete(call.caller(), FullName.of(call, "source"), ids);
    return Answer.ok();
  }
}
