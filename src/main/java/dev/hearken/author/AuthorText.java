package dev.hearken.author;

import dev.hearken.clean.Cleaned;
import dev.hearken.clean.Cleaning;
import dev.hearken.clean.Hints;
import dev.hearken.html.HtmlText;
import dev.hearken.markup.MarkupReader;
import dev.hearken.mime.Body;
import dev.hearken.mime.Mail;
import dev.hearken.mime.MailParser;
import dev.hearken.words.Sender;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Marks every line of a mail.
public final class AuthorText {
  private static final Cleaning CLEANING = Cleaning.create();

  /// A text is shown instead of the HTML beside it if it has so many times more to read.
  private static final int MORE = 2;

  private AuthorText() {}

  public static Cleaned of(Mail mail) {
    return of(mail.body(), sender(mail));
  }

  static Cleaned of(Body body, Sender sender) {
    var hints = Hints.none();
    look(body, hints, false);
    return CLEANING.clean(body.text(), hints, sender);
  }

  /// The same of a mail's HTML, also where there is a plain text beside it, and with its structure.
  public static RichText rich(Mail mail) {
    var body = rich(mail.body());
    var hints = Hints.none();
    var seen = look(body, hints, true);
    return RichText.of(CLEANING.clean(body.text(), hints, sender(mail)), seen);
  }

  private static Sender sender(Mail mail) {
    var from = mail.from().isEmpty() ? mail.sender() : mail.from();
    return from.isEmpty() ? Sender.unknown() : Sender.of(from.getFirst());
  }

  private static Body rich(Body body) {
    if (body.pieces().stream().allMatch(piece -> piece.isHtml() || piece.html().isEmpty())) {
      return body;
    }
    var pieces = new ArrayList<Body.Piece>();
    for (var piece : body.pieces()) {
      var shown = piece;
      if (!piece.isHtml() && !piece.html().isEmpty()) {
        var html = MailParser.html(piece.html()).pieces().getFirst();
        shown = (long) MORE * html.text().length() < piece.text().length() ? piece : html;
      }
      pieces.add(shown);
    }
    return Body.of(pieces);
  }

  /// A text of a mail, and where its lines are.
  ///
  /// @param structure null when it is no HTML, or nobody asks for it
  record Seen(Rendered rendered, @Nullable MarkupReader structure) {}

  /// Looks for what HTML says. The lines of several texts are counted on, as the body puts them one
  /// below another.
  private static List<Seen> look(Body body, Hints hints, boolean structure) {
    var seen = new ArrayList<Seen>();
    int line = 0;
    boolean several = body.pieces().size() > 1;
    for (var piece : body.pieces()) {
      if (piece.text().isEmpty()) {
        continue;
      }
      boolean tells = piece.isHtml() && TellingElements.mayBeIn(piece.html());
      var document = tells || (structure && piece.isHtml()) ? piece.document() : null;
      if (tells && document != null) {
        var elements = new TellingElements();
        document.tell(elements);
        elements.tell(Rendered.of(document.text(), piece.text(), line), hints);
      }
      if (structure) {
        var reader = document == null ? null : new MarkupReader();
        var text =
            document == null || reader == null ? piece.text() : HtmlText.of(document, reader);
        seen.add(new Seen(Rendered.of(text, piece.text(), line), reader));
      }
      line += several ? lines(piece.text()) + 1 : 0;
    }
    return seen;
  }

  static int lines(String text) {
    int lines = 1;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) {
      lines++;
    }
    return lines;
  }
}
