package dev.hearken.author;

import dev.hearken.clean.Cleaned;
import dev.hearken.clean.Cleaning;
import dev.hearken.clean.Hints;
import dev.hearken.html.HtmlDocument;
import dev.hearken.html.HtmlText;
import dev.hearken.mime.Body;
import dev.hearken.mime.Mail;
import dev.hearken.words.Sender;

/// Marks every line of a mail.
public final class AuthorText {
  private static final Cleaning CLEANING = Cleaning.create();

  private AuthorText() {}

  public static Cleaned of(Mail mail) {
    var from = mail.from().isEmpty() ? mail.sender() : mail.from();
    return of(mail.body(), from.isEmpty() ? Sender.unknown() : Sender.of(from.getFirst()));
  }

  static Cleaned of(Body body, Sender sender) {
    return CLEANING.clean(body.text(), hints(body), sender);
  }

  /// The lines of several texts are counted on, as the body puts them one below another.
  private static Hints hints(Body body) {
    var hints = Hints.none();
    int line = 0;
    if (body.pieces().stream().noneMatch(Body.Piece::isHtml)) {
      return hints;
    }
    for (var piece : body.pieces()) {
      if (piece.text().isEmpty()) {
        continue;
      }
      if (piece.isHtml() && TellingElements.mayBeIn(piece.html())) {
        var elements = new TellingElements();
        var text = HtmlText.of(HtmlDocument.parse(piece.html()), elements);
        elements.tell(text, piece.text(), line, hints);
      }
      line += lines(piece.text()) + 1;
    }
    return hints;
  }

  static int lines(String text) {
    int lines = 1;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) {
      lines++;
    }
    return lines;
  }
}
