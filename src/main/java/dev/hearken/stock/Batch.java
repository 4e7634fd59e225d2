package dev.hearken.stock;

import dev.hearken.load.HttpReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.LongStream;

/// Some comments with numbers in a row, ready to be sent: as a request to the server, and as rows
/// for the statement beside it.
public final class Batch {
  private final String source;
  private final int size;
  private final long first;
  private final byte[] request;
  private final int[] ids;
  private Object[][] columns = new Object[0][0];

  private Batch(String source, long first, byte[] request, int[] ids) {
    this.source = source;
    this.first = first;
    this.request = request;
    this.ids = ids;
    this.size = ids.length;
  }

  /// @param changed how many of them, from the beginning, are in another version
  public static Batch of(
      Stock stock, String source, Corpus corpus, long first, int size, int changed) {
    var body = new StringBuilder("{\"comments\":[");
    for (int i = 0; i < size; i++) {
      body.append(i == 0 ? "" : ",")
          .append("{\"id\":\"")
          .append(Corpus.id(first + i))
          .append("\",");
      body.append(corpus.fields(first + i, i < changed ? 1 : 0));
    }
    var request = stock.request("POST", source + "/sync", body.append("]}").toString());
    return new Batch(source, first, request, ids(request, first, size));
  }

  /// Where the ids stand.
  private static int[] ids(byte[] request, long first, int size) {
    var ids = new int[size];
    int at = 0;
    for (int i = 0; i < size; i++) {
      var id = ("\"" + Corpus.id(first + i) + "\"").getBytes(StandardCharsets.US_ASCII);
      while (!java.util.Arrays.equals(request, at, at + id.length, id, 0, id.length)) {
        at++;
      }
      ids[i] = at + 1;
    }
    return ids;
  }

  public int size() {
    return size;
  }

  /// Sends it, and takes over the rows that the server makes of it.
  public Batch learn(Stock stock, HttpReader reader) throws IOException, SQLException {
    send(reader);
    try (var connection = stock.database().getConnection()) {
      var numbers = LongStream.range(first, first + size).mapToObj(Corpus::id).toList();
      columns = Upsert.read(connection, stock.source(source), numbers);
    }
    return this;
  }

  /// @throws IOException when it is refused
  public void send(HttpReader reader) throws IOException {
    int status = reader.exchange(request);
    if (status != 200) {
      throw new IOException("The answer to a sync is %d: %.500s".formatted(status, reader.body()));
    }
  }

  /// Sends it, and looks whether the answer has all of these.
  public void send(HttpReader reader, List<byte[]> expected) throws IOException {
    send(reader);
    for (var each : expected) {
      if (reader.occurrences(each) != 1) {
        throw new IOException("The answer to a sync is %.500s".formatted(reader.body()));
      }
    }
  }

  /// Stores the rows.
  ///
  /// @throws SQLException when it was not so many that were written
  public void store(Stock stock, int expected) throws SQLException {
    try (var connection = stock.database().getConnection()) {
      int written = Upsert.execute(connection, stock.source(source), columns);
      if (written != expected) {
        throw new SQLException("%d of %d rows were written".formatted(written, expected));
      }
    }
  }

  public byte[] request() {
    return request;
  }

  Object[][] columns() {
    return columns;
  }

  /// Gives other numbers to the comments of the request.
  public void renumberRequest(long from) {
    for (int i = 0; i < size; i++) {
      var id = Corpus.id(from + i).getBytes(StandardCharsets.US_ASCII);
      System.arraycopy(id, 0, request, ids[i], id.length);
    }
  }

  /// Gives other numbers to the rows.
  public void renumberRows(long from) {
    for (int i = 0; i < size; i++) {
      var id = Corpus.id(from + i);
      columns[Upsert.ID][i] = id;
      columns[Upsert.KEY][i] = Upsert.key(id);
    }
  }
}
