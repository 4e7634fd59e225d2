package dev.hearken.intake;

import dev.hearken.http.Json;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;

/// Collects what is wrong in a file, a line of JSON each, and lets the rest go on.
final class FaultFile implements BadLines, Closeable {
  private final OutputStream out;

  FaultFile(Path file) throws IOException {
    this.out = new BufferedOutputStream(Files.newOutputStream(file));
  }

  @Override
  public void found(Fault fault) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("place", fault.place());
    fields.put("reason", fault.reason());
    fields.put("text", fault.text());
    try {
      out.write(Json.bytes(fields));
      out.write('\n');
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
