package dev.hearken.mime;

/// A file, a picture, a calendar entry or another mail within a mail.
///
/// @param name as written, or made from its type when it has none
/// @param size in bytes, decoded
/// @param type such as `application/pdf`, lower case
/// @param contentId by which the HTML names it, without angle brackets; empty when there is none
/// @param place its number among all parts of the mail, by which [MailParser#cut] finds it
/// @param encoding how its bytes travel, such as `base64`; `8bit` when they stand as they are
public record Attachment(
    String name, long size, String type, String contentId, int place, String encoding) {}
