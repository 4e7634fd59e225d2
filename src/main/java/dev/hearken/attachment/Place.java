package dev.hearken.attachment;

import dev.hearken.database.Id;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where an attachment is: in which comment, at which position, and the beginning of the hash of
/// its content, so that it is another place once there is another file. Of a file in the mail that
/// the comment was made of, it is the hash of the mail.
///
/// @param key of the comment
/// @param inMail whether it stands in a mail
/// @param content as much as tells two files apart in one place
record Place(Id source, ByteBuffer key, int position, boolean inMail, ByteBuffer content) {
  private static final int KEY = 16;
  private static final int CONTENT = 8;
  private static final int LENGTH = Long.BYTES + KEY + 1 + CONTENT;

  /// Positions end below it.
  private static final int IN_MAIL = 0x80;

  /// @param sha256 of the content
  static Place of(Id source, byte[] key, int position, byte[] sha256) {
    return new Place(
        source,
        ByteBuffer.wrap(key),
        position,
        false,
        ByteBuffer.wrap(Arrays.copyOf(sha256, CONTENT)));
  }

  static Place inMail(Id source, byte[] key, int position, ByteBuffer content) {
    return new Place(source, ByteBuffer.wrap(key), position, true, content);
  }

  static Place of(byte[] bytes) {
    var in = ByteBuffer.wrap(bytes);
    var source = new Id(in.getLong());
    int position = bytes[Long.BYTES + KEY];
    return new Place(
        source,
        in.slice(Long.BYTES, KEY),
        position & (IN_MAIL - 1),
        (position & IN_MAIL) != 0,
        in.slice(LENGTH - CONTENT, CONTENT));
  }

  byte[] bytes() {
    return ByteBuffer.allocate(LENGTH)
        .putLong(source.bits())
        .put(key.duplicate())
        .put((byte) (inMail ? position | IN_MAIL : position))
        .put(content.duplicate())
        .array();
  }

  /// What stands for a mail, among what a statement says of the attachments of a comment: two
  /// negative numbers, which no position is (migration V12).
  ///
  /// @return null when the comment was not made of a mail that is there
  static @Nullable ByteBuffer mail(Collection<Integer> known) {
    List<Integer> marks = known.stream().filter(each -> each < 0).toList();
    return marks.isEmpty()
        ? null
        : ByteBuffer.allocate(CONTENT).putInt(marks.getFirst()).putInt(marks.getLast()).flip();
  }

  /// The same of the hash of a mail.
  static ByteBuffer mail(ByteBuffer hash) {
    return ByteBuffer.allocate(CONTENT)
        .putInt(hash.getInt(hash.position()) | Integer.MIN_VALUE)
        .putInt(hash.getInt(hash.position() + Integer.BYTES) | Integer.MIN_VALUE)
        .flip();
  }
}
