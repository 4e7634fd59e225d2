package dev.hearken.attachment;

import dev.hearken.email.LargeMails;
import dev.hearken.http.Answer;
import dev.hearken.http.Call;
import dev.hearken.http.Refusal;
import dev.hearken.http.Shown;
import dev.hearken.http.Spool;
import dev.hearken.mime.MailParser;
import dev.hearken.mime.RawMail;
import dev.hearken.mime.Unreadable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.NoSuchElementException;

/// Cuts the files of comments that were made of mails out of these mails: they are stored once, in
/// their bucket.
public final class MailFiles {
  /// How many times its size a mail takes while it is read, should all of it be HTML.
  private static final int TIMES = 8;

  /// Of the heap: what there is for work on requests, as the budget has it.
  private static final int PART = 6;

  private final MailFileStore mails;
  private final LargeMails large;
  private final long usual;

  /// @param large the memory for mails that take more than requests have
  /// @param heap the most memory that the process may use
  public MailFiles(MailFileStore mails, LargeMails large, long heap) {
    this.mails = mails;
    this.large = large;
    this.usual = heap / PART / TIMES;
  }

  /// The file that a reference means.
  Answer.Download get(Call call, String reference, Place place) {
    var mail = mails.find(call.caller(), reference, place, call::gather, large.largest());
    long size = mail.content().size();
    // A large one takes all the memory there is for requests, and some that is for loading.
    try (var _ = mail.content().work(TIMES * size)) {
      return size <= usual
          ? cut(call, reference, place, mail, Long.MAX_VALUE)
          : large.alone(() -> cut(call, reference, place, mail, large.mostText(size)));
    } catch (Unreadable e) {
      throw new Refusal.NotFound(
          "The mail of the attachment %s cannot be read: %s"
              .formatted(Shown.of(reference), e.reason()));
    }
  }

  /// The bytes go where answers go, so that they take no memory while they are sent.
  private static Answer.Download cut(
      Call call, String reference, Place place, MailFileStore.Mail mail, long mostText) {
    var cut =
        MailParser.cut(RawMail.stored(bytes(mail.content())), place.position(), mostText)
            .filter(file -> mail.said().means(file.attachment()))
            .orElseThrow(() ->
                new Refusal.NotFound(
                    "The mail of the attachment %s has no file as its comment says."
                        .formatted(Shown.of(reference))));
    var gathered = call.gather(new ByteArrayInputStream(cut.bytes()));
    return new Answer.Download(
        Attachment.legalType(mail.said().contentType()),
        Attachment.legalName(mail.said().name()),
        gathered.size(),
        sha256(cut.bytes()),
        (first, end, most) -> new Stretch(gathered, first, end, most));
  }

  private static byte[] bytes(Spool content) {
    try (var in = content.from(0)) {
      return in.readNBytes(Math.toIntExact(content.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java lacks SHA-256", e);
    }
  }

  /// Reads a stretch of what was gathered, piece by piece.
  private static final class Stretch implements Iterator<ByteBuffer> {
    private final InputStream in;
    private final int most;
    private long left;

    Stretch(Spool gathered, long first, long end, int most) {
      this.in = gathered.from(first);
      this.left = end - first;
      this.most = most;
    }

    @Override
    public boolean hasNext() {
      return left > 0;
    }

    @Override
    public ByteBuffer next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      try {
        var piece = in.readNBytes((int) Math.min(left, most));
        left -= piece.length;
        return ByteBuffer.wrap(piece);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
