package dev.hearken;

import java.util.List;

/// Who may use which route of comments.
final class CommentAccess {
  private final AccessScene scene;

  CommentAccess(AccessScene scene) {
    this.scene = scene;
  }

  List<AccessLine> lines() {
    var sources = "/api/v1/sources";
    return List.of(
        AccessLine.of(
            "PUT " + sources + "/{project}/{source}/retention",
            _ -> scene.retained("/api/v1/sources/matrix/source/retention"),
            "{\"retention\": {\"days\": 36500}}",
            List.of("sources-admin")),
        AccessLine.of(
            "GET " + sources + "/{project}/{source}/retention",
            _ -> scene.retained("/api/v1/sources/matrix/source/retention"),
            null,
            AccessLines.READ_SOURCES),
        AccessLine.of(
            "DELETE " + sources + "/{project}/{source}/retention",
            _ -> scene.retained("/api/v1/sources/matrix/source/retention"),
            null,
            List.of("sources-admin")),
        AccessLine.of(
            "POST " + sources + "/{project}/{source}/sync",
            _ -> sources + "/matrix/source/sync",
            AccessScene.comments("known"),
            List.of("sources-add-comments")),
        AccessLine.of(
            "GET " + sources + "/{project}/{source}/comments/{comment}",
            _ -> sources + "/matrix/source/comments/kept",
            null,
            AccessLines.READ_SOURCES),
        AccessLine.of(
            "DELETE " + sources + "/{project}/{source}/comments",
            _ -> sources + "/matrix/source/comments?id=known",
            null,
            List.of("sources-add-comments", "sources-admin")),
        AccessLine.of(
            "PUT /api/_private/sources/{project}/{source}/comments",
            _ -> "/api/_private/sources/matrix/source/comments",
            AccessScene.comments("added"),
            List.of("sources-add-comments")),
        AccessLine.of(
            "GET /api/_private/sources/{project}/{source}/comments",
            _ -> "/api/_private/sources/matrix/source/comments",
            null,
            AccessLines.READ_SOURCES),
        AccessLine.of(
            "PUT /api/_private/sources/{project}/{source}/comments/{comment}/audio",
            _ -> "/api/_private/sources/matrix/source/comments/kept/audio",
            "{}",
            List.of("sources-add-comments")),
        AccessLine.of(
            "GET /api/_private/sources/{project}/{source}/comments/{comment}/audio",
            _ -> "/api/_private/sources/matrix/source/comments/kept/audio",
            null,
            AccessLines.READ_SOURCES),
        AccessLine.of(
            "PUT /api/_private/sources/id:{source}/comments/{comment}/audio",
            _ -> "/api/_private/sources/id:" + scene.source() + "/comments/kept/audio",
            "{}",
            List.of("sources-add-comments")),
        AccessLine.of(
            "GET /api/_private/sources/id:{source}/comments/{comment}/audio",
            _ -> "/api/_private/sources/id:" + scene.source() + "/comments/kept/audio",
            null,
            AccessLines.READ_SOURCES),
        AccessLine.of(
            "PUT /api/_private/sources/{project}/{source}/comments/{comment}/attachments/{index}",
            _ -> "/api/_private/sources/matrix/source/comments/kept/attachments/0",
            "{}",
            List.of("sources-add-comments", "files-write")),
        AccessLine.of(
            "PUT /api/_private/sources/id:{source}/comments/{comment}/attachments/{index}",
            _ -> "/api/_private/sources/id:" + scene.source() + "/comments/kept/attachments/0",
            "{}",
            List.of("sources-add-comments", "files-write")),
        AccessLine.of(
            "GET /api/v1/attachments/{reference}",
            _ -> "/api/v1/attachments/" + scene.attachment(),
            null,
            AccessLines.READ_SOURCES),
        AccessLine.of(
            "POST " + sources + "/{project}/{source}/statistics",
            _ -> sources + "/matrix/source/statistics",
            "{\"comment_filter\": {}}",
            AccessLines.READ_SOURCES),
        AccessLine.of(
            "GET " + sources + "/{project}/{source}/comments/{comment}/origin",
            _ -> sources + "/matrix/source/comments/kept/origin",
            null,
            AccessLines.READ_EMAILS),
        AccessLine.of(
            "POST " + sources + "/{project}/{source}/comments/{comment}/translate",
            _ -> sources + "/matrix/translated/comments/kept/translate",
            "{}",
            List.of("sources-translate")),
        AccessLine.of(
            "GET " + sources + "/{project}/{source}/loading",
            _ -> sources + "/matrix/source/loading",
            null,
            AccessLines.READ_SOURCES),
        AccessLine.of(
            "POST " + sources + "/{project}/{source}/sync-raw-emails",
            _ -> sources + "/matrix/source/sync-raw-emails",
            "{\"documents\": [], \"transform_tag\": \"generic.0.CONVKER5\"}",
            List.of("sources-add-comments")),
        new AccessLine(
            "GET /api/_private/sources/email-transform/{tag}",
            _ -> "/api/_private/sources/email-transform/tag:generic.0.CONVKER5",
            null,
            List.of(),
            200,
            200,
            false),
        AccessLine.of(
            "GET " + sources + "/{project}/{source}/threads",
            _ -> sources + "/matrix/source/threads",
            null,
            AccessLines.READ_SOURCES));
  }
}
