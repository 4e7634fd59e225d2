package dev.hearken.clean;

import java.util.Locale;

/// Why a line has its mark. Who reports a fault names the rule.
public enum Rule {
  /// Nothing said otherwise.
  OWN,
  /// It begins with `>` or another mark of quoting.
  QUOTED_LINE,
  /// A short rest that was wrapped out of a quoted line.
  WRAPPED_QUOTE,
  /// The HTML says so: a quotation's element, or a border that a client draws.
  QUOTING_ELEMENT,
  /// "On … wrote:" in some language.
  ATTRIBUTION,
  /// From, Sent, To, Subject, one below another.
  HEADER_BLOCK,
  /// "Original Message", "Forwarded message".
  SEPARATOR,
  /// "Reply above this line".
  REPLY_ABOVE,
  /// It stands below an introduction and is not marked line by line.
  BELOW_INTRODUCTION,
  /// The sender's answer within such a text, behind his name or an arrow.
  ANSWER,
  /// It stands below `-- ` or a line like it.
  DELIMITER,
  /// A closing with a name, and what stands below.
  CLOSING,
  /// The sender's name, alone or with his contact lines.
  NAME,
  /// Telephone, address, links.
  CONTACT,
  /// The HTML says so.
  SIGNING_ELEMENT,
  /// "Sent from my …".
  SENT_FROM,
  /// A cryptographic signature.
  ARMOUR,
  /// What a mailing list or a sending system adds.
  LIST_FOOTER,
  /// What a gateway says above a mail from outside.
  BANNER,
  /// Words of lawyers and virus scanners.
  DISCLAIMER,
  /// A mail that holds nothing but a forwarded one keeps it.
  KEPT_FORWARD,
  /// A mail that holds nothing but a quotation keeps it.
  KEPT_QUOTE,
  /// A mail that holds nothing but a signature or a footer keeps it.
  KEPT_REST;

  /// As people read it.
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
