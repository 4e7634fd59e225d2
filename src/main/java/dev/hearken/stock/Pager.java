package dev.hearken.stock;

import dev.hearken.load.HttpReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Reads a source from beginning to end in pages of the largest size, and then again.
public final class Pager {
  public static final int PAGE = 256;

  private static final byte[] COMMENT = "\"uid\":".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] MORE = "\"continuation\":\"".getBytes(StandardCharsets.US_ASCII);

  private final Stock stock;
  private final HttpReader reader;
  private final String source;
  private final String query;
  private byte[] request;

  /// @param query what else is asked for, from an ampersand on
  public Pager(Stock stock, HttpReader reader, String source, String query) {
    this.stock = stock;
    this.reader = reader;
    this.source = source;
    this.query = query;
    this.request = from("");
  }

  private byte[] from(String continuation) {
    var after = continuation.isEmpty() ? "" : "&after=" + continuation;
    return stock.page(source, "limit=%d%s%s".formatted(PAGE, query, after));
  }

  /// As one of those who do the same again and again, where every page is full.
  public void next(int number) throws IOException {
    int found = read();
    if (found != PAGE) {
      throw new IOException("A page has %d comments".formatted(found));
    }
  }

  /// Reads the next page; after the last one comes the first one again.
  ///
  /// @return how many comments it has
  public int read() throws IOException {
    int status = reader.exchange(request);
    if (status != 200) {
      throw new IOException("The answer to a page is %d: %.500s".formatted(status, reader.body()));
    }
    request = from(reader.behind(MORE).orElse(""));
    return reader.occurrences(COMMENT);
  }

  /// Did the last page say that there are more?
  public boolean more() {
    return reader.behind(MORE).isPresent();
  }
}
