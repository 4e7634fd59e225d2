package dev.hearken.recipe;

import dev.hearken.author.AuthorText;
import dev.hearken.clean.Cleaned;
import dev.hearken.clean.Rule;
import dev.hearken.mime.Mail;
import dev.hearken.mime.MailParser;

/// How raw mail becomes comments.
///
/// @param tag by which it is known: `name.number.CODE`
/// @param textFormat of the texts that it makes
public record Recipe(String tag, String textFormat) {
  /// Plain text, of which quotations and signatures are taken off.
  static final Recipe STANDARD = new Recipe("generic.0.CONVKER5", "plain");

  /// Rises with what any recipe makes of a mail, or whenever the parser does.
  private static final int REVISION = 2;

  /// Mails that were read with a lower version are read again.
  public int version() {
    return REVISION * 1_000 + MailParser.VERSION;
  }

  /// What its author wrote.
  ///
  /// @param signature empty when there is none
  /// @param kept what the text is when he wrote nothing of his own; empty otherwise
  public record Written(String text, String signature, String kept) {}

  /// Marks every line of a mail as what it is.
  public Cleaned marked(Mail mail) {
    return AuthorText.of(mail);
  }

  /// Tells what the author of a mail wrote from what stands around it.
  public Written written(Mail mail) {
    var cleaned = marked(mail);
    var kept = cleaned.kept().map(Recipe::named).orElse("");
    return new Written(cleaned.body(), cleaned.signature(), kept);
  }

  private static String named(Rule kept) {
    return switch (kept) {
      case KEPT_FORWARD -> "forwarded mail";
      case KEPT_QUOTE -> "quoted mail";
      default -> "";
    };
  }
}
