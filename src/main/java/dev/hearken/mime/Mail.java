package dev.hearken.mime;

import java.time.Instant;
import java.util.List;

/// What a mail says.
///
/// @param messageId the value of `Message-ID` without white space, angle brackets kept; empty when
///   there is none
/// @param references ids of the mails before it, the first of the thread first
/// @param inReplyTo ids of the mails that it answers
/// @param from as written, one address an element, as in the lists that follow; groups are replaced
///   by those in them
/// @param sentAt to the microsecond; what the parser was given when the mail has no date or an
///   absurd one, which a note tells
/// @param subject on one line; empty when there is none
/// @param notes what was not as it should have been
public record Mail(
    String messageId,
    List<String> references,
    List<String> inReplyTo,
    List<String> from,
    List<String> sender,
    List<String> replyTo,
    List<String> to,
    List<String> cc,
    List<String> bcc,
    Instant sentAt,
    String subject,
    Body body,
    List<Attachment> attachments,
    List<Note> notes) {
  public Mail {
    references = List.copyOf(references);
    inReplyTo = List.copyOf(inReplyTo);
    from = List.copyOf(from);
    sender = List.copyOf(sender);
    replyTo = List.copyOf(replyTo);
    to = List.copyOf(to);
    cc = List.copyOf(cc);
    bcc = List.copyOf(bcc);
    attachments = List.copyOf(attachments);
    notes = List.copyOf(notes);
  }

  /// How often something of this kind was found; 0 when never.
  public int count(Note.Kind kind) {
    return notes.stream().filter(note -> note.kind() == kind).mapToInt(Note::count).sum();
  }
}
