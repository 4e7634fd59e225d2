package dev.hearken.intake;

import dev.hearken.attachment.AttachmentStore;
import dev.hearken.audio.RecordingStore;
import dev.hearken.bucket.BucketStore;
import dev.hearken.comment.CommentChanges;
import dev.hearken.email.EmailChanges;
import dev.hearken.project.ProjectStore;
import dev.hearken.retention.RetentionStore;
import dev.hearken.source.SourceChanges;
import dev.hearken.source.SourceStore;
import dev.hearken.translation.TranslationChanges;

/// The ways in: those that requests take.
///
/// @param events tell of what comes in
public record Doors(
    ProjectStore projects,
    BucketStore buckets,
    SourceStore sources,
    SourceChanges sourceChanges,
    CommentChanges comments,
    TranslationChanges translations,
    EmailChanges emails,
    AttachmentStore attachments,
    RecordingStore recordings,
    RetentionStore retentions,
    ImportEvents events) {}
