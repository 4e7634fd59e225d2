package dev.hearken.loading;

import dev.hearken.body.Digest;
import dev.hearken.conversion.MailComment;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What waited and what became of it.
///
/// @param reading null when there was no mail any more
record Outcome(Slice.Waiting waiting, @Nullable Reading reading) {
  boolean isComment() {
    return reading instanceof Reading.Read;
  }

  boolean isFailure() {
    return reading instanceof Reading.Failed;
  }

  BucketMail mail() {
    return Objects.requireNonNull(waiting.mail());
  }

  MailComment made() {
    return ((Reading.Read) Objects.requireNonNull(reading)).made();
  }

  String reason() {
    return ((Reading.Failed) Objects.requireNonNull(reading)).reason();
  }

  ByteBuffer commentKey() {
    return ByteBuffer.wrap(made().comment().key());
  }

  MailThreads.Said said() {
    var made = made();
    var answers = made.answers();
    return new MailThreads.Said(
        commentKey(),
        waiting.key(),
        mail().put(),
        made.id(),
        made.thread(),
        answers == null ? null : ByteBuffer.wrap(Digest.of(MailComment.commentId(answers))),
        answers == null ? null : MailComment.shortened(answers));
  }
}
