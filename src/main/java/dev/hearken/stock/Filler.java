package dev.hearken.stock;

import dev.hearken.http.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/// Puts many comments into a source by COPY. They are those of a batch again and again under other
/// ids and times, in the order of time, in which comments come.
public final class Filler {
  private static final String COPY =
      "COPY comment (source_id, created, updated, %s) FROM STDIN".formatted(Upsert.names());

  private static final int AT_ONCE = 2;
  private static final int PIECE = 1 << 20;

  private final Stock stock;
  private final Object[][] columns;

  /// @param sample a batch that was learnt
  public Filler(Stock stock, Batch sample) {
    this.stock = stock;
    this.columns = sample.columns();
  }

  /// Fills in those with the numbers from 0 on.
  public void fill(String source, long rows)
      throws IOException, SQLException, InterruptedException {
    long id = stock.source(source);
    try (var executor = Executors.newFixedThreadPool(AT_ONCE)) {
      var parts =
          IntStream.range(0, AT_ONCE)
              .<Callable<Long>>mapToObj(part -> () -> copy(id, part, rows))
              .toList();
      for (var part : executor.invokeAll(parts)) {
        part.get();
      }
    } catch (ExecutionException e) {
      throw new SQLException("The comments cannot be filled in", e.getCause());
    }
    stock.settle();
  }

  /// Every so-manieth of them, so that all parts together come in the order of time.
  private long copy(long source, int part, long rows) throws SQLException, IOException {
    try (var connection = stock.database().getConnection()) {
      var copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY);
      var text = new StringBuilder(PIECE + (1 << 16));
      for (long number = part; number < rows; number += AT_ONCE) {
        line(text, source, number);
        if (text.length() >= PIECE || number + AT_ONCE >= rows) {
          var bytes = text.toString().getBytes(StandardCharsets.UTF_8);
          copy.writeToCopy(bytes, 0, bytes.length);
          text.setLength(0);
        }
      }
      return copy.endCopy();
    }
  }

  private void line(StringBuilder text, long source, long number) {
    var now = "2026-01-01T00:00:00Z";
    text.append(source).append('\t').append(now).append('\t').append(now);
    int row = (int) (number % columns[0].length);
    for (int i = 0; i < columns.length; i++) {
      text.append('\t');
      switch (i) {
        case Upsert.KEY -> value(text, Upsert.key(Corpus.id(number)));
        case Upsert.ID -> value(text, Corpus.id(number));
        case Upsert.TIME -> value(text, Json.timestamp(Corpus.time(number)));
        default -> value(text, columns[i][row]);
      }
    }
    text.append('\n');
  }

  private static void value(StringBuilder text, @Nullable Object value) {
    if (value == null) {
      text.append("\\N");
    } else if (value instanceof byte[] bytes) {
      text.append("\\\\x").append(HexFormat.of().formatHex(bytes));
    } else {
      text.append(
          ((String) value)
              .replace("\\", "\\\\")
              .replace("\t", "\\t")
              .replace("\n", "\\n")
              .replace("\r", "\\r"));
    }
  }
}
