package dev.hearken.bucket;

import dev.hearken.database.Id;
import dev.hearken.http.Answer;
import dev.hearken.http.Call;
import dev.hearken.http.Refusal;
import dev.hearken.http.Route;
import dev.hearken.http.Routes;
import dev.hearken.http.Shown;
import dev.hearken.project.FullName;
import dev.hearken.user.Permission;
import java.util.List;

/// Buckets and their sync states on the wire (wire contract 2.3 and 2.4).
public final class BucketRoutes implements Routes {
  private static final String BY_ID = "/api/_private/buckets/id:{bucket}";
  private static final String BY_NAME = "/api/_private/buckets/{project}/{bucket}";
  private static final int LONGEST_MAILBOX = 1_024;

  private final BucketStore buckets;
  private final SyncStateStore states;

  public BucketRoutes(BucketStore buckets) {
    this.buckets = buckets;
    this.states = buckets.syncStates();
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/api/_private/buckets", this::list),
        Route.get(BY_NAME, this::get),
        Route.put(BY_NAME, this::create),
        Route.get(BY_ID, this::getById),
        Route.delete(BY_ID, this::delete),
        Route.get(BY_ID + "/keyed-sync-states", this::syncStates),
        Route.post(BY_ID + "/keyed-sync-state-ids", this::syncStateIds),
        Route.delete(BY_ID + "/keyed-sync-state/{state}", this::deleteSyncState));
  }

  private Answer list(Call call) {
    return Answer.list("buckets", buckets.list(call.caller()));
  }

  private Answer get(Call call) {
    return Answer.of("bucket", buckets.get(call.caller(), FullName.of(call, "bucket")));
  }

  private Answer getById(Call call) {
    return Answer.of("bucket", bucket(call));
  }

  private Answer create(Call call) {
    var bucket = NewBucket.from(FullName.of(call, "bucket"), call.body());
    return Answer.of("bucket", buckets.create(call.caller(), bucket));
  }

  private Answer delete(Call call) {
    buckets.delete(call.caller(), FullName.id(call, "bucket"));
    return Answer.ok();
  }

  private Answer syncStates(Call call) {
    return Answer.of("keyed_sync_states", states.list(bucket(call).id()));
  }

  private Answer syncStateIds(Call call) {
    var body = call.body();
    var mailbox = body.requiredText("mailbox_name", LONGEST_MAILBOX);
    body.end();
    return Answer.of("keyed_sync_state_ids", states.ids(bucket(call).id(), mailbox));
  }

  private Answer deleteSyncState(Call call) {
    var bucket = buckets.get(call.caller(), FullName.id(call, "bucket"), Permission.BUCKETS_WRITE);
    var state = call.path("state");
    boolean deleted =
        Id.parse(state).map(id -> states.delete(call.caller(), bucket, id)).orElse(false);
    if (!deleted) {
      throw new Refusal.NotFound(
          "No such keyed sync state %s in the bucket %s."
              .formatted(Shown.of(state), Shown.of(bucket.owner() + "/" + bucket.name())));
    }
    return Answer.ok();
  }

  private Bucket bucket(Call call) {
    return buckets.get(call.caller(), FullName.id(call, "bucket"), Permission.BUCKETS_READ);
  }
}
