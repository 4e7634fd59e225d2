package dev.hearken.email;

import dev.hearken.http.Spool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What a mail consists of, in a body that came in. A small one is held; a large one is read again
/// from there when it is wanted.
final class MimeContent {
  /// The most bytes in a piece.
  static final int PIECE = 256 << 10;

  /// The most bytes that are held.
  private static final int HELD = 4 * PIECE;

  /// Of SHA-256, as of all digests.
  private static final int DIGEST = 16;

  private final Spool body;
  private final long offset;
  private final long most;
  private final byte[] digest;
  private final @Nullable String fault;
  private @Nullable List<byte[]> held = new ArrayList<>();
  private long size;

  /// Reads it once, to know it.
  ///
  /// @param offset where its opening quote stands in the body
  /// @param most how many bytes of the body it may take, at the most
  MimeContent(Spool body, long offset, long most) throws IOException {
    this.body = body;
    this.offset = offset;
    this.most = most;
    var sha = sha256();
    this.fault =
        read(piece -> {
          sha.update(piece);
          size += piece.length;
          if (size > HELD) {
            held = null;
          } else if (held != null) {
            held.add(piece);
          }
        });
    this.digest = Arrays.copyOf(sha.digest(), DIGEST);
  }

  /// In the form in which it is stored.
  long size() {
    return size;
  }

  byte[] digest() {
    return digest.clone();
  }

  /// What is wrong with it, as the end of a sentence.
  Optional<String> fault() {
    return Optional.ofNullable(fault);
  }

  /// All of it in the form in which it is stored, piece by piece; a piece ends behind a character.
  void pieces(Consumer<byte[]> taker) {
    if (held != null) {
      held.forEach(taker);
      return;
    }
    try {
      read(taker);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private @Nullable String read(Consumer<byte[]> taker) throws IOException {
    var reader = new MimeReader(body.from(offset), most);
    var piece = new byte[(int) Math.min(PIECE, most + MimeReader.WIDEST)];
    for (int count; (count = reader.read(piece)) > 0; ) {
      taker.accept(Arrays.copyOf(piece, count));
    }
    return reader.fault();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java lacks SHA-256", e);
    }
  }
}
