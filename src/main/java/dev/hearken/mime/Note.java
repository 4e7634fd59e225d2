package dev.hearken.mime;

/// Something about a mail that was not as it should have been, and what was made of it.
///
/// @param count how often, or how much
public record Note(Kind kind, int count) {
  public enum Kind {
    NO_DATE("It has no date."),
    ABSURD_DATE("Its date is none, or one at which no mail was sent."),
    NO_HEADER("It has no header: all of it is text."),
    NO_END_OF_HEADER("Its text begins without an empty line before it."),
    NO_BOUNDARY("Its parts have no mark between them that is known."),
    REPLACED_CHARACTERS("Characters that could not be read are U+FFFD now."),
    BROKEN_ENCODING("Its base64 or quoted-printable is damaged."),
    TOO_MANY_ADDRESSES("Addresses beyond those that a message may have are left out."),
    TOO_MANY_PARTS("Parts beyond those that are read are left out."),
    TOO_MUCH_HEADER("Fields beyond those that are read are left out."),
    TOO_DEEP("What is nested deeper than is read is an attachment."),
    HTML_CUT("Its HTML has more elements than are read: the end is missing.");

    private final String sentence;

    Kind(String sentence) {
      this.sentence = sentence;
    }

    /// For a person.
    public String sentence() {
      return sentence;
    }
  }
}
