package dev.hearken.tls;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/// The blocks between `-----BEGIN …-----` and `-----END …-----` of a text. What stands around them
/// is for people.
final class Pem {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----\\s(.*?)-----END \\1-----", Pattern.DOTALL);

  /// Headers stand before the content of an old-fashioned block; such a one says that it is
  /// encrypted.
  private static final String ENCRYPTED = "Proc-Type: 4,ENCRYPTED";

  private Pem() {}

  /// @param label what the block says it is, such as `CERTIFICATE`
  /// @param encrypted whether a password is needed to read it
  record Block(String label, boolean encrypted, String base64) {
    /// @throws IllegalArgumentException when it is damaged
    byte[] content() {
      return Base64.getMimeDecoder().decode(base64);
    }
  }

  static List<Block> blocks(String text) {
    var blocks = new ArrayList<Block>();
    var matcher = BLOCK.matcher(text);
    while (matcher.find()) {
      var label = matcher.group(1);
      boolean encrypted =
          label.startsWith("ENCRYPTED ") || matcher.group(2).strip().startsWith(ENCRYPTED);
      blocks.add(new Block(label, encrypted, matcher.group(2)));
    }
    return blocks;
  }
}
