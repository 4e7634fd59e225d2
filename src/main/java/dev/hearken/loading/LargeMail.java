package dev.hearken.loading;

import dev.hearken.database.Id;
import dev.hearken.email.LargeMails;
import dev.hearken.recipe.Recipe;
import org.jspecify.annotations.Nullable;

/// Reads mails that are too large to be read beside others.
final class LargeMail {
  private final SliceStore slices;
  private final LargeMails memory;

  LargeMail(SliceStore slices, LargeMails memory) {
    this.slices = slices;
    this.memory = memory;
  }

  /// @return null when the mail has other content now
  @Nullable Reading read(Id bucket, BucketMail mail, Recipe recipe) {
    if (mail.size() > memory.largest()) {
      return new Reading.Failed(
          "It has %,d bytes; the memory of this server is enough for %,d."
              .formatted(mail.size(), memory.largest()));
    }
    return memory.alone(() ->
        slices
            .content(bucket, mail)
            .map(content ->
                MailReader.read(mail.with(content), recipe, memory.mostText(mail.size())))
            .orElse(null));
  }
}
