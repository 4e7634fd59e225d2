package dev.hearken;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// A file that holds a secret, as container platforms hand them to programs: what is in the
/// environment is seen by whoever may look at the process.
///
/// @param setting whose value it holds
/// @param origin where its path was given
record SecretFile(Setting setting, String path, String origin) {
  private static final int LARGEST = 64 << 10;

  /// What is in it, without the line end that editors put at its end.
  ///
  /// @throws Setting.Wrong when there is nothing in it, or nothing that could be a secret
  String read() {
    var bytes = bytes();
    if (bytes.length > LARGEST) {
      throw wrong("is larger than 64 KiB");
    }
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw wrong("is no text in UTF-8");
    }
    var secret = text.replaceFirst("\\r?\\n\\z", "");
    if (secret.isEmpty()) {
      throw wrong("is empty");
    }
    return secret;
  }

  private byte[] bytes() {
    try (var in = Files.newInputStream(Path.of(path))) {
      return in.readNBytes(LARGEST + 1);
    } catch (NoSuchFileException e) {
      throw wrong("is not there");
    } catch (AccessDeniedException e) {
      throw wrong("may not be read by this user");
    } catch (IOException | IllegalArgumentException e) {
      throw wrong("cannot be read (" + e.getMessage() + ")");
    }
  }

  private Setting.Wrong wrong(String what) {
    return new Setting.Wrong(
        "The setting %s names the file '%s' (%s), which %s; it must hold %s, and nothing else."
            .formatted(setting.fileName(), path, origin, what, setting.right()));
  }
}
