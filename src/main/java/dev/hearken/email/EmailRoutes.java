package dev.hearken.email;

import dev.hearken.body.Elements;
import dev.hearken.bucket.BucketStore;
import dev.hearken.database.Id;
import dev.hearken.http.Answer;
import dev.hearken.http.Call;
import dev.hearken.http.Continuations;
import dev.hearken.http.Fields;
import dev.hearken.http.Refusal;
import dev.hearken.http.Route;
import dev.hearken.http.Routes;
import dev.hearken.project.FullName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/// The mails of a bucket on the wire (wire contract 2.3 and 2.5). PUT writes and POST reads.
public final class EmailRoutes implements Routes {
  private static final String BY_NAME = "/api/_private/buckets/{project}/{bucket}";
  private static final String BY_ID = "/api/_private/buckets/id:{bucket}";

  /// The largest body that brings mails.
  private static final long MOST_BYTES = 512L << 20;

  private static final int PAGE = 64;
  private static final int LARGEST_PAGE = 256;

  private final EmailStore emails;
  private final EmailChanges changes;
  private final Continuations continuations;

  public EmailRoutes(EmailStore emails, EmailChanges changes, Continuations continuations) {
    this.emails = emails;
    this.changes = changes;
    this.continuations = continuations;
  }

  @Override
  public List<Route> routes() {
    return Stream.of(
            routes(BY_NAME, call -> BucketStore.named(FullName.of(call, "bucket"))),
            routes(BY_ID, call -> BucketStore.withId(FullName.id(call, "bucket"))))
        .flatMap(List::stream)
        .toList();
  }

  private List<Route> routes(String bucket, Function<Call, BucketStore.Lookup> lookup) {
    var path = bucket + "/emails";
    return List.of(
        Route.put(path, call -> put(call, lookup.apply(call))).taking(MOST_BYTES),
        Route.post(path, call -> list(call, lookup.apply(call))),
        Route.post(path + "/query", call -> query(call, lookup.apply(call))),
        Route.get(path, call -> get(call, lookup.apply(call))),
        Route.delete(path, call -> delete(call, lookup.apply(call))),
        Route.get(bucket + "/statistics", call -> statistics(call, lookup.apply(call))));
  }

  private Answer put(Call call, BucketStore.Lookup bucket) {
    try (var body = call.upload();
        var sent =
            Elements.of(
                body,
                "emails",
                (json, begin) -> NewEmail.from(body, json, begin),
                Elements.Repeated.LAST_WINS)) {
      changes.put(call.caller(), bucket, sent);
      return Answer.ok();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Answer list(Call call, BucketStore.Lookup bucket) {
    var page = page(call, bucket, EmailFilter.ALL, call.body());
    return new Answer.Gathered("emails", page.emails(), continuation(page));
  }

  private Answer query(Call call, BucketStore.Lookup bucket) {
    var body = call.body();
    var page = page(call, bucket, EmailFilter.from(body), body);
    var fields = new LinkedHashMap<String, Object>(continuation(page));
    fields.put("more_results", page.last() != null);
    return new Answer.Gathered("emails", page.emails(), fields);
  }

  private EmailStore.Page page(
      Call call, BucketStore.Lookup bucket, EmailFilter filter, Fields body) {
    int limit = body.limit("limit", PAGE, LARGEST_PAGE);
    var continuation = body.continuation("continuation");
    body.end();
    return emails.page(
        call.caller(),
        bucket,
        filter,
        in -> continuation.map(token -> continuations.open(listed(in.id()), token)).orElse(null),
        limit,
        call::gather);
  }

  private Map<String, String> continuation(EmailStore.Page page) {
    var last = page.last();
    return last == null
        ? Map.of()
        : Map.of("continuation", continuations.seal(listed(page.bucket().id()), last));
  }

  private static String listed(Id bucket) {
    return "emails of " + bucket;
  }

  private Answer get(Call call, BucketStore.Lookup bucket) {
    var id =
        call.query()
            .text("id")
            .orElseThrow(
                () -> new Refusal.Invalid("The query parameter 'id' is missing: name the e-mail."));
    return new Answer.Gathered(
        "emails", emails.get(call.caller(), bucket, id, call::gather), Map.of());
  }

  private Answer delete(Call call, BucketStore.Lookup bucket) {
    var ids = call.query().texts("id");
    if (ids.isEmpty()) {
      throw new Refusal.Invalid(
          "The query parameter 'id' is missing: name each e-mail that is to be deleted.");
    }
    changes.delete(call.caller(), bucket, ids);
    return Answer.ok();
  }

  record Statistics(Count count) {}

  /// @param kind `exact`, or `lower_bound`, which this server has no need of
  record Count(String kind, long value) {}

  private Answer statistics(Call call, BucketStore.Lookup bucket) {
    return Answer.of(
        "statistics", new Statistics(new Count("exact", emails.count(call.caller(), bucket))));
  }
}
