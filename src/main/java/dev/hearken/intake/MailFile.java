package dev.hearken.intake;

import dev.hearken.header.Dates;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A file with one mail, or with many.
///
/// @param name of the file, under the folder that is imported
/// @param written when the file was
/// @param many the mails, if it is a mailbox
record MailFile(String name, Instant written, InputStream in, @Nullable Mbox many)
    implements Closeable {
  /// What it begins with is looked at.
  private static final int LOOKED_AT = 1_024;

  /// A mail in it.
  ///
  /// @param place how it is named to people
  /// @param numbered whether it is one of many, so that the file's name does not tell it apart
  /// @param written when it came, as far as is known from outside
  record Mail(String place, boolean numbered, Instant written, InputStream bytes) {}

  /// @param in has a mark
  /// @return null when it is neither
  static @Nullable MailFile of(String name, Instant written, InputStream in) throws IOException {
    in.mark(LOOKED_AT);
    var first = in.readNBytes(LOOKED_AT);
    in.reset();
    if (Mbox.is(first, first.length)) {
      return new MailFile(name, written, in, Mbox.of(in));
    }
    return name.toLowerCase(Locale.ROOT).endsWith(".eml")
        ? new MailFile(name, written, in, null)
        : null;
  }

  /// The next mail, which must be read to its end; null when there is none.
  ///
  /// @param number of it in the file, from 1
  @Nullable Mail next(int number) throws IOException {
    if (many == null) {
      return number == 1 ? new Mail(name, false, written, in) : null;
    }
    if (!many.hasMail()) {
      return null;
    }
    var bytes = many.mail();
    var came = Dates.of(many.separator()).orElse(written);
    return new Mail("%s, mail %,d".formatted(name, number), true, came, bytes);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
