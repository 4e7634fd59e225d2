package dev.hearken;

import java.util.List;

/// Who may use which route of buckets and their mails.
final class BucketAccess {
  private final AccessScene scene;

  BucketAccess(AccessScene scene) {
    this.scene = scene;
  }

  List<AccessLine> lines() {
    var buckets = "/api/_private/buckets";
    return List.of(
        AccessLine.everyone("GET " + buckets, null),
        AccessLine.of(
            "GET " + buckets + "/{project}/{bucket}",
            _ -> buckets + "/matrix/bucket",
            null,
            AccessLines.READ_BUCKETS),
        AccessLine.of(
            "PUT " + buckets + "/{project}/{bucket}",
            _ -> buckets + "/matrix/new" + scene.next(),
            "{\"bucket\": {\"bucket_type\": \"emails\"}}",
            List.of("buckets-write")),
        AccessLine.of(
            "GET " + buckets + "/{project}/{bucket}/statistics",
            _ -> buckets + "/matrix/bucket/statistics",
            null,
            AccessLines.READ_BUCKETS),
        AccessLine.of(
            "PUT " + buckets + "/{project}/{bucket}/retention",
            _ -> scene.retained("/api/_private/buckets/matrix/bucket/retention"),
            "{\"retention\": {\"days\": 36500}}",
            List.of("buckets-write")),
        AccessLine.of(
            "GET " + buckets + "/{project}/{bucket}/retention",
            _ -> scene.retained("/api/_private/buckets/matrix/bucket/retention"),
            null,
            AccessLines.READ_BUCKETS),
        AccessLine.of(
            "DELETE " + buckets + "/{project}/{bucket}/retention",
            _ -> scene.retained("/api/_private/buckets/matrix/bucket/retention"),
            null,
            List.of("buckets-write")),
        AccessLine.of(
            "PUT " + buckets + "/{project}/{bucket}/emails",
            _ -> buckets + "/matrix/bucket/emails",
            AccessScene.emails(),
            List.of("buckets-append", "buckets-write")),
        AccessLine.of(
            "POST " + buckets + "/{project}/{bucket}/emails",
            _ -> buckets + "/matrix/bucket/emails",
            "{}",
            AccessLines.READ_EMAILS),
        AccessLine.of(
            "POST " + buckets + "/{project}/{bucket}/emails/query",
            _ -> buckets + "/matrix/bucket/emails/query",
            "{}",
            AccessLines.READ_EMAILS),
        AccessLine.of(
            "GET " + buckets + "/{project}/{bucket}/emails",
            _ -> buckets + "/matrix/bucket/emails?id=kept",
            null,
            AccessLines.READ_EMAILS),
        AccessLine.of(
            "DELETE " + buckets + "/{project}/{bucket}/emails",
            _ -> buckets + "/matrix/bucket/emails?id=none",
            null,
            List.of("buckets-write")),
        AccessLine.of(
            "PUT " + buckets + "/id:{bucket}/emails",
            _ -> buckets + "/id:" + scene.bucket() + "/emails",
            AccessScene.emails(),
            List.of("buckets-append", "buckets-write")),
        AccessLine.of(
            "POST " + buckets + "/id:{bucket}/emails",
            _ -> buckets + "/id:" + scene.bucket() + "/emails",
            "{}",
            AccessLines.READ_EMAILS),
        AccessLine.of(
            "POST " + buckets + "/id:{bucket}/emails/query",
            _ -> buckets + "/id:" + scene.bucket() + "/emails/query",
            "{}",
            AccessLines.READ_EMAILS),
        AccessLine.of(
            "GET " + buckets + "/id:{bucket}/emails",
            _ -> buckets + "/id:" + scene.bucket() + "/emails?id=kept",
            null,
            AccessLines.READ_EMAILS),
        AccessLine.of(
            "DELETE " + buckets + "/id:{bucket}/emails",
            _ -> buckets + "/id:" + scene.bucket() + "/emails?id=none",
            null,
            List.of("buckets-write")),
        AccessLine.of(
            "GET " + buckets + "/id:{bucket}/statistics",
            _ -> buckets + "/id:" + scene.bucket() + "/statistics",
            null,
            AccessLines.READ_BUCKETS),
        AccessLine.of(
            "GET " + buckets + "/id:{bucket}",
            _ -> buckets + "/id:" + scene.bucket(),
            null,
            AccessLines.READ_BUCKETS),
        AccessLine.of(
            "DELETE " + buckets + "/id:{bucket}",
            _ -> buckets + "/id:" + scene.newBucket(),
            null,
            List.of("buckets-write")),
        AccessLine.of(
            "GET " + buckets + "/id:{bucket}/keyed-sync-states",
            _ -> buckets + "/id:" + scene.bucket() + "/keyed-sync-states",
            null,
            AccessLines.READ_BUCKETS),
        AccessLine.of(
            "POST " + buckets + "/id:{bucket}/keyed-sync-state-ids",
            _ -> buckets + "/id:" + scene.bucket() + "/keyed-sync-state-ids",
            "{\"mailbox_name\": \"m@example.com\"}",
            AccessLines.READ_BUCKETS),
        AccessLine.of(
            "DELETE " + buckets + "/id:{bucket}/keyed-sync-state/{state}",
            _ -> buckets + "/id:" + scene.bucket() + "/keyed-sync-state/" + scene.newSyncState(),
            null,
            List.of("buckets-write")));
  }
}
