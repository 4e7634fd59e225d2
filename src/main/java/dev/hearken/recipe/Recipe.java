package dev.hearken.recipe;

import dev.hearken.author.AuthorText;
import dev.hearken.author.RichText;
import dev.hearken.clean.Cleaned;
import dev.hearken.clean.Rule;
import dev.hearken.markup.Markup;
import dev.hearken.mime.Mail;
import dev.hearken.mime.MailParser;
import java.util.List;
import java.util.Optional;

/// How raw mail becomes comments.
///
/// @param tag by which it is known: `name.number.CODE`
/// @param textFormat of the texts that it makes
/// @param rich are texts of HTML given with their structure?
public record Recipe(String tag, String textFormat, boolean rich) {
  /// Plain text, of which quotations and signatures are taken off.
  static final Recipe STANDARD = new Recipe("generic.0.CONVKER5", "plain", false);

  /// The same of the HTML, if there is any, with its structure.
  static final Recipe RICH = new Recipe("generic-rich.0.HEARKEN1", "plain", true);

  /// More nodes are no structure that a person made.
  private static final int MOST_NODES = 50_000;

  /// Rises with what any recipe makes of a mail, or whenever the parser does.
  private static final int REVISION = 5;

  /// Mails that were read with a lower version are read again.
  public int version() {
    return REVISION * 1_000 + MailParser.VERSION;
  }

  /// The tag of the recipe that does the same and gives the structure too; empty when this one
  /// does.
  Optional<String> upgrade() {
    return rich ? Optional.empty() : Optional.of(RICH.tag);
  }

  /// What its author wrote.
  ///
  /// @param markup the structure of the text; empty when there is none
  /// @param signature empty when there is none
  /// @param kept what the text is when he wrote nothing of his own; empty otherwise
  public record Written(
      String text,
      List<Markup> markup,
      String signature,
      List<Markup> signatureMarkup,
      String kept) {}

  /// Marks every line of a mail as what it is.
  public Cleaned marked(Mail mail) {
    return rich ? AuthorText.rich(mail).cleaned() : AuthorText.of(mail);
  }

  /// Tells what the author of a mail wrote from what stands around it.
  public Written written(Mail mail) {
    var written =
        rich ? AuthorText.rich(mail) : new RichText(AuthorText.of(mail), List.of(), List.of());
    var cleaned = written.cleaned();
    return new Written(
        cleaned.body(),
        bounded(written.body()),
        cleaned.signature(),
        bounded(written.signature()),
        cleaned.kept().map(Recipe::named).orElse(""));
  }

  private static List<Markup> bounded(List<Markup> nodes) {
    return Markup.count(nodes) > MOST_NODES ? List.of() : nodes;
  }

  private static String named(Rule kept) {
    return switch (kept) {
      case KEPT_FORWARD -> "forwarded mail";
      case KEPT_QUOTE -> "quoted mail";
      default -> "";
    };
  }
}
