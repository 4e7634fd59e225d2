package dev.hearken.mix;

import dev.hearken.load.HttpReader;
import dev.hearken.load.Subject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Connections to a server, one for each who sends requests, and each answer checked.
public final class Clients implements AutoCloseable {
  private final List<HttpReader> readers = new ArrayList<>();

  private Clients() {}

  public static Clients connect(Subject subject, int count) throws IOException {
    var clients = new Clients();
    try {
      for (int i = 0; i < count; i++) {
        clients.readers.add(new HttpReader(subject.address()));
      }
      return clients;
    } catch (IOException e) {
      clients.close();
      throw e;
    }
  }

  /// Over one of the connections.
  public Worker.Way way(int number) {
    var reader = readers.get(number);
    return (action, once) -> check(reader, action, once);
  }

  /// @throws IOException when the answer is not the right one
  public static void check(HttpReader reader, Action action, Action.Once once) throws IOException {
    int status = reader.exchange(once.request());
    int found = reader.occurrences(once.expected());
    if (status != 200 || found != action.items()) {
      throw new IOException(
          "The answer to %s of %s in turn %s is %d with %d of %d items: %.500s"
              .formatted(
                  action.name(),
                  once.thing(),
                  once.turn(),
                  status,
                  found,
                  action.items(),
                  reader.body()));
    }
  }

  @Override
  public void close() throws IOException {
    for (var reader : readers) {
      reader.close();
    }
  }
}
