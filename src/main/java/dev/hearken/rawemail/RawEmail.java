package dev.hearken.rawemail;

import com.fasterxml.jackson.core.JsonParser;
import dev.hearken.body.Attachments;
import dev.hearken.body.Tokens;
import dev.hearken.comment.NewComment;
import dev.hearken.conversion.Beside;
import dev.hearken.conversion.MailComment;
import dev.hearken.http.Json;
import dev.hearken.mime.Body;
import dev.hearken.mime.Mail;
import dev.hearken.mime.MailParser;
import dev.hearken.mime.Unreadable;
import dev.hearken.recipe.Recipe;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A mail that a client has taken apart already, read from a body.
///
/// @param commentId empty when the mail's Message-ID is to make it
/// @param properties of its comment
/// @param attachments JSON; null when there are none
record RawEmail(
    Header header,
    Body body,
    @Nullable String attachments,
    Map<String, Object> properties,
    String commentId) {
  private static final int LONGEST_ID = 1_024;
  private static final List<String> FIELDS = List.of("raw_email", "user_properties", "comment_id");
  private static final List<String> PARTS = List.of("body", "headers", "attachments");

  /// As text, or as fields by their names.
  record Header(@Nullable String raw, Map<String, String> parsed) {
    Mail with(Body body, Instant received) {
      return raw == null
          ? MailParser.parse(parsed, body, received)
          : MailParser.parse(raw, body, received);
    }
  }

  /// Reads the document that the parser stands at, and makes a comment of it.
  ///
  /// @param override names of properties that win over what the mail says
  /// @param received when the mail was sent, if it does not say so
  static NewComment comment(JsonParser json, Recipe recipe, Set<String> override, Instant received)
      throws IOException {
    var in = new Tokens(json, "document");
    return from(in).comment(in, recipe, override, received);
  }

  private static RawEmail from(Tokens in) throws IOException {
    RawEmail mail = null;
    Map<String, Object> properties = Map.of();
    var id = "";
    while (in.nextField()) {
      switch (in.name()) {
        case "raw_email" -> mail = mail(in);
        case "user_properties" -> properties = in.isNull() ? Map.of() : properties(in);
        case "comment_id" -> id = in.isNull() ? "" : in.text(1, LONGEST_ID);
        default -> throw in.unknown(FIELDS);
      }
    }
    if (mail == null) {
      throw in.missing("raw_email", "a JSON object with 'headers' and 'body'");
    }
    return new RawEmail(mail.header, mail.body, mail.attachments, properties, id);
  }

  private static RawEmail mail(Tokens in) throws IOException {
    in.requireObject();
    Header header = null;
    Body body = null;
    String attachments = null;
    while (in.nextField()) {
      switch (in.name()) {
        case "headers" -> header = header(in);
        case "body" -> body = body(in);
        case "attachments" -> attachments = in.isNull() ? null : Attachments.read(in);
        default -> throw in.unknown(PARTS);
      }
    }
    if (header == null) {
      throw in.missing("headers", "a JSON object with 'raw' or 'parsed'");
    }
    if (body == null) {
      throw in.missing("body", "a JSON object with 'plain' or 'html'");
    }
    return new RawEmail(header, body, attachments, Map.of(), "");
  }

  private static Header header(Tokens in) throws IOException {
    in.requireObject();
    Header header = null;
    while (in.nextField()) {
      if (!Set.of("raw", "parsed").contains(in.name())) {
        throw in.unknown(List.of("raw", "parsed"));
      }
      if (in.isNull()) {
        continue;
      }
      if (header != null) {
        throw in.wrong("left out: there is another one beside it");
      }
      header =
          in.name().equals("raw")
              ? new Header(in.text(0, Tokens.LONGEST_TEXT), Map.of())
              : new Header(null, fields(in));
    }
    if (header == null) {
      throw in.missing("raw", "a string, unless there is 'parsed'");
    }
    return header;
  }

  private static Map<String, String> fields(Tokens in) throws IOException {
    in.requireObject();
    var fields = new LinkedHashMap<String, String>();
    while (in.nextProperty()) {
      var name = in.storableName();
      fields.put(name, in.text(0, Tokens.LONGEST_TEXT));
    }
    return fields;
  }

  private static Body body(Tokens in) throws IOException {
    in.requireObject();
    Body body = null;
    while (in.nextField()) {
      if (!Set.of("plain", "html").contains(in.name())) {
        throw in.unknown(List.of("plain", "html"));
      }
      if (in.isNull()) {
        continue;
      }
      if (body != null) {
        throw in.wrong("left out: there is another one beside it");
      }
      var plain = in.name().equals("plain");
      var text = in.text(0, Integer.MAX_VALUE);
      body = plain ? MailParser.plain(text) : MailParser.html(text);
    }
    if (body == null) {
      throw in.missing("plain", "a string, unless there is 'html'");
    }
    return body;
  }

  private static Map<String, Object> properties(Tokens in) throws IOException {
    in.requireObject();
    var properties = new LinkedHashMap<String, Object>();
    while (in.nextProperty()) {
      var name = in.storableName();
      if (name.startsWith("string:") && name.length() > 7) {
        properties.put(name, in.text(0, Tokens.LONGEST_TEXT));
      } else if (name.startsWith("number:") && name.length() > 7) {
        properties.put(name, new BigDecimal(in.number("a number that a double can hold")));
      } else {
        throw in.wrong("called 'string:' or 'number:' and a name");
      }
    }
    return properties;
  }

  private NewComment comment(Tokens in, Recipe recipe, Set<String> override, Instant received)
      throws IOException {
    try {
      var mail = header.with(body, received);
      if (commentId.isEmpty() && mail.messageId().isEmpty()) {
        throw in.missing(
            "comment_id", "the id of the comment, for the e-mail has no Message-ID to make it of");
      }
      var id = mail.messageId().isEmpty() ? commentId : mail.messageId();
      var named = commentId.isEmpty() ? MailComment.commentId(id) : commentId;
      var made =
          MailComment.of(
              mail, new Beside(named, id, "", properties, override, attachments), recipe);
      var thread = made.thread() == null ? Objects.requireNonNull(made.answers()) : made.thread();
      return made.comment().in(MailComment.shortened(thread));
    } catch (Unreadable e) {
      throw in.refused("raw_email", "cannot be read: " + e.reason());
    }
  }

  /// A comment as its client is shown it.
  static Map<String, Object> shown(NewComment comment) {
    var shown = new LinkedHashMap<String, Object>();
    shown.put("id", comment.id());
    shown.put("timestamp", comment.timestamp());
    if (comment.threadId() != null) {
      shown.put("thread_id", comment.threadId());
    }
    shown.put("messages", Json.stored(comment.messages()));
    shown.put("user_properties", Json.stored(comment.userProperties()));
    shown.put(
        "attachments",
        comment.attachments() == null ? List.of() : Json.stored(comment.attachments()));
    return shown;
  }
}
