package dev.hearken.http;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads a list in slices by key: each slice is asked for with the last row of the one before it,
/// so a row that is there all the while is met exactly once whatever happens to its neighbours.
public final class Slices<T> implements Iterator<List<T>> {
  /// Rows in a slice: enough that the round trip does not show, few enough to hold for every caller
  /// at once.
  public static final int SIZE = 500;

  private final Function<@Nullable T, List<T>> read;
  private @Nullable List<T> next;
  private @Nullable T last;
  private boolean ended;

  /// @param read what follows the given row (null: from the beginning), [#SIZE] rows at most; fewer
  ///   mean the end
  public Slices(Function<@Nullable T, List<T>> read) {
    this.read = read;
  }

  /// The same slices, each row turned into another form.
  public <R> Iterator<List<R>> map(Function<T, R> form) {
    var slices = this;
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return slices.hasNext();
      }

      @Override
      public List<R> next() {
        return slices.next().stream().map(form).toList();
      }
    };
  }

  @Override
  public boolean hasNext() {
    if (next == null && !ended) {
      next = read.apply(last);
      ended = next.size() < SIZE;
      last = next.isEmpty() ? null : next.getLast();
    }
    return next != null && !next.isEmpty();
  }

  @Override
  public List<T> next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException();
    }
    var slice = next;
    next = null;
    return slice;
  }
}
