package dev.hearken.retention;

import dev.hearken.http.Answer;
import dev.hearken.http.Call;
import dev.hearken.http.Refusal;
import dev.hearken.http.Route;
import dev.hearken.http.Routes;
import dev.hearken.project.FullName;
import dev.hearken.user.Permission;
import java.util.LinkedHashMap;
import java.util.List;

/// How long the comments of a source and the mails of a bucket are kept.
public final class RetentionRoutes implements Routes {
  private static final String SOURCE = "/api/v1/sources/{project}/{source}/retention";
  private static final String BUCKET = "/api/_private/buckets/{project}/{bucket}/retention";

  private final RetentionStore store;

  public RetentionRoutes(RetentionStore store) {
    this.store = store;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.put(SOURCE, call -> put(call, ofSource(call, Permission.SOURCES_ADMIN))),
        Route.get(SOURCE, call -> get(call, ofSource(call, Permission.SOURCES_READ))),
        Route.delete(SOURCE, call -> delete(call, ofSource(call, Permission.SOURCES_ADMIN))),
        Route.put(BUCKET, call -> put(call, ofBucket(call, Permission.BUCKETS_WRITE))),
        Route.get(BUCKET, call -> get(call, ofBucket(call, Permission.BUCKETS_READ))),
        Route.delete(BUCKET, call -> delete(call, ofBucket(call, Permission.BUCKETS_WRITE))));
  }

  private static RetentionStore.Lookup ofSource(Call call, Permission permission) {
    return RetentionStore.ofSource(call.caller(), FullName.of(call, "source"), permission);
  }

  private static RetentionStore.Lookup ofBucket(Call call, Permission permission) {
    return RetentionStore.ofBucket(call.caller(), FullName.of(call, "bucket"), permission);
  }

  private Answer put(Call call, RetentionStore.Lookup lookup) {
    boolean dry = call.query().flag("dry_run");
    var retention = Retention.from(call.body());
    if (dry) {
      return shown(retention, store.due(lookup, retention));
    }
    store.put(call.caller(), lookup, retention);
    return Answer.of("retention", retention.wire());
  }

  private Answer get(Call call, RetentionStore.Lookup lookup) {
    var retention = store.get(lookup);
    return call.query().flag("dry_run")
        ? shown(retention, store.due(lookup, retention))
        : Answer.of("retention", retention.wire());
  }

  private static Answer shown(Retention retention, Expiring.Due due) {
    var shown = new LinkedHashMap<String, Object>();
    shown.put("retention", retention.wire());
    shown.put("would_remove", due);
    return Answer.of(shown);
  }

  private Answer delete(Call call, RetentionStore.Lookup lookup) {
    if (call.query().flag("dry_run")) {
      throw new Refusal.Invalid(
          "The query parameter dry_run is true, but to take a retention back removes nothing: leave it out, or send GET with it to see what the retention would remove.");
    }
    store.delete(call.caller(), lookup);
    return Answer.ok();
  }
}
