package dev.hearken.loading;

import dev.hearken.conversion.Beside;
import dev.hearken.conversion.MailComment;
import dev.hearken.http.Refusal;
import dev.hearken.mime.MailParser;
import dev.hearken.mime.RawMail;
import dev.hearken.mime.Unreadable;
import dev.hearken.recipe.Recipe;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Reads a mail of a bucket.
final class MailReader {
  private static final System.Logger LOG = System.getLogger(MailReader.class.getName());

  private MailReader() {}

  /// Never throws for what stands in the mail.
  static Reading read(BucketMail mail, Recipe recipe) {
    return read(mail, recipe, Long.MAX_VALUE);
  }

  /// @param mostText how many bytes its texts may have
  static Reading read(BucketMail mail, Recipe recipe, long mostText) {
    try {
      var raw = RawMail.stored(bytes(mail.content()));
      var parsed = MailParser.parse(raw, mail.timestamp(), mostText);
      var id = parsed.messageId().isEmpty() ? mail.id() : parsed.messageId();
      var beside =
          new Beside(
              MailComment.commentId(id), id, mail.conversation(), properties(mail), Set.of(), null);
      return new Reading.Read(MailComment.of(parsed, beside, recipe));
    } catch (Unreadable e) {
      return new Reading.Failed(e.reason());
    } catch (Refusal.Invalid e) {
      return new Reading.Failed("It makes no comment: " + e.getMessage());
    } catch (RuntimeException | StackOverflowError e) {
      // A mistake of ours, which must not keep back all other mails.
      LOG.log(Level.ERROR, "A mail could not be read", e);
      return new Reading.Failed("The server made a mistake while reading it; its log says more.");
    }
  }

  /// A large one is not to be in memory twice.
  private static byte[] bytes(ByteBuffer content) {
    if (content.hasArray()
        && content.arrayOffset() == 0
        && content.array().length == content.remaining()) {
      return content.array();
    }
    var bytes = new byte[content.remaining()];
    content.duplicate().get(bytes);
    return bytes;
  }

  private static Map<String, Object> properties(BucketMail mail) {
    var properties = new LinkedHashMap<String, Object>();
    if (!mail.mailbox().isBlank()) {
      properties.put("string:Mailbox", mail.mailbox());
    }
    var folder = String.join("/", mail.folder());
    if (!folder.isBlank()) {
      properties.put("string:Folder", folder);
    }
    return properties;
  }
}
