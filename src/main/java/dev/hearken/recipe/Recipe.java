package dev.hearken.recipe;

import dev.hearken.mime.Body;
import dev.hearken.mime.MailParser;

/// How raw mail becomes comments.
///
/// @param tag by which it is known: `name.number.CODE`
/// @param textFormat of the texts that it makes
public record Recipe(String tag, String textFormat) {
  /// Plain text, all of it.
  static final Recipe STANDARD = new Recipe("generic.0.CONVKER5", "plain");

  /// Rises with what any recipe makes of a mail, or whenever the parser does.
  private static final int REVISION = 1;

  /// Mails that were read with a lower version are read again.
  public int version() {
    return REVISION * 1_000 + MailParser.VERSION;
  }

  /// What its author wrote.
  ///
  /// @param signature empty when there is none
  public record Written(String text, String signature) {}

  /// Tells what the author of a mail wrote from what stands around it.
  ///
  /// Quoted mails and signatures are in the text as yet: this is where they are to be taken off.
  public Written written(Body body) {
    return new Written(body.text(), "");
  }
}
