package dev.hearken.filebench;

import dev.hearken.body.SentFile;
import dev.hearken.http.Answer;
import dev.hearken.http.Call;
import dev.hearken.http.Route;
import dev.hearken.http.Routes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Iterator;
import java.util.List;

/// The yardstick: what is sent becomes a file, and the file is sent back, by the same HTTP server.
final class CopyRoutes implements Routes {
  static final String COPY = "/copy";
  static final String SUMMED = "/summed";

  private static final long MOST = 512L << 20;

  private final Path file;

  CopyRoutes(Path file) {
    this.file = file;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.put(COPY, this::copy).takingFile(MOST),
        Route.put(SUMMED, this::summed).takingFile(MOST),
        Route.get(COPY, this::get));
  }

  private Answer copy(Call call) {
    try (var body = call.upload();
        var in = body.from(0)) {
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
      return Answer.of("content_hash", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// With its hash, for which it is read once more, as every file of a comment is.
  private Answer summed(Call call) {
    try (var body = call.upload()) {
      var sent = SentFile.of(call, body);
      try (var in = sent.reading().open()) {
        Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
      }
      return Answer.of("content_hash", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Answer get(Call call) {
    try {
      return new Answer.Download(
          "application/octet-stream", "file", Files.size(file), "copy", this::pieces);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Iterator<ByteBuffer> pieces(long first, long end, int most) {
    return new Iterator<>() {
      private long at = first;

      @Override
      public boolean hasNext() {
        return at < end;
      }

      @Override
      public ByteBuffer next() {
        try (var channel = FileChannel.open(file)) {
          var piece = ByteBuffer.allocate((int) Math.min(most, end - at));
          channel.read(piece, at);
          at += piece.position();
          return piece.flip();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    };
  }
}
