package dev.hearken.comment;

import dev.hearken.database.Id;
import dev.hearken.http.Json;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A page as JSON, made comment by comment as it is read, with commas between them.
@SuppressWarnings("JdkObsolete") // a sequence of streams takes nothing newer
final class LargePage implements Enumeration<InputStream> {
  private final Iterator<CommentStore.Found> rows;
  private final Span span;
  private final Function<Id, UnaryOperator<Comment>> as;
  private @Nullable UnaryOperator<Comment> shown;
  private @Nullable Comment latest;
  private boolean more;
  private long count;

  /// @param as what is shown of the comments of this source; asked for once
  LargePage(Iterator<CommentStore.Found> rows, Span span, Function<Id, UnaryOperator<Comment>> as) {
    this.rows = rows;
    this.span = span;
    this.as = as;
  }

  InputStream json() {
    return new SequenceInputStream(this);
  }

  /// Where it ended, once all of it has been read; null when there is nothing behind it.
  @Nullable Position last() {
    return latest == null || !more ? null : Position.of(latest, span);
  }

  @Override
  public boolean hasMoreElements() {
    return rows.hasNext();
  }

  @Override
  public InputStream nextElement() {
    var row = rows.next();
    latest = row.known();
    more = row.more();
    if (shown == null) {
      shown = as.apply(latest.sourceId());
    }
    var json = new ByteArrayInputStream(Json.bytes(shown.apply(latest)));
    return count++ == 0
        ? json
        : new SequenceInputStream(new ByteArrayInputStream(new byte[] {','}), json);
  }
}
