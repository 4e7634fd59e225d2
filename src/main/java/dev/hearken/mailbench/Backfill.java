package dev.hearken.mailbench;

import dev.hearken.load.Summary;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// A source that comes to a full bucket, and how long new mail of another one takes meanwhile, a
/// mail after the other from another bucket.
///
/// @param seconds until the source had all of its bucket
/// @param delays from the PUT of a mail until it is a comment, in seconds
record Backfill(double seconds, List<Double> delays) {
  /// In seconds, for any of them.
  static final double MOST = 5;

  private static final int PAUSE_MILLIS = 200;

  /// @param bucket that is full
  /// @param letters of which the first ones are put into another bucket
  static Backfill run(Mailroom room, Mailroom.Bucket bucket, Recombined letters)
      throws IOException, SQLException, InterruptedException {
    var other = room.source("beside", room.bucket("beside"));
    room.await(other);
    var delays = new ArrayList<Double>();
    long begun = System.nanoTime();
    var late = room.source("late", bucket);
    do {
      var request = room.request(other.bucket(), List.of(letters.letter(delays.size())), Form.TEXT);
      long put = System.nanoTime();
      room.put(List.of(request));
      room.await(other);
      delays.add(since(put));
      Thread.sleep(PAUSE_MILLIS);
    } while (!room.hasLoaded(late));
    return new Backfill(since(begun), List.copyOf(delays));
  }

  private static double since(long begun) {
    return (System.nanoTime() - begun) / 1e9;
  }

  double median() {
    return Summary.median(delays.stream().mapToDouble(Double::doubleValue).toArray());
  }

  double slowest() {
    return delays.stream().mapToDouble(Double::doubleValue).max().orElse(0);
  }
}
