package dev.hearken.email;

import dev.hearken.database.Id;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/// Where the content of a mail is.
///
/// @param content another one after every change
public record StoredMail(Id bucket, ByteBuffer key, Id content) {
  /// How many pieces the database hands over at a time.
  private static final int PIECES = 8;

  /// Reads it in the form in which it is stored. It is shorter than it should be when it has
  /// changed meanwhile.
  ///
  /// @param handle in a transaction, so that not all comes at once
  /// @param reading what becomes of it
  public <T> T read(Handle handle, Function<InputStream, T> reading) {
    try (var pieces =
        handle
            .createQuery(
                """
                SELECT bytes
                FROM email_chunk
                WHERE bucket_id = :bucket AND key = :key AND content_id = :content
                ORDER BY position
                """)
            .bind("bucket", bucket)
            .bind("key", key)
            .bind("content", content)
            .setFetchSize(PIECES)
            .mapTo(byte[].class)
            .iterator()) {
      return reading.apply(new SequenceInputStream(streams(pieces)));
    }
  }

  @SuppressWarnings("JdkObsolete") // as streams are put together
  private static Enumeration<InputStream> streams(Iterator<byte[]> pieces) {
    return new Enumeration<>() {
      @Override
      public boolean hasMoreElements() {
        return pieces.hasNext();
      }

      @Override
      public InputStream nextElement() {
        return new ByteArrayInputStream(pieces.next());
      }
    };
  }
}
