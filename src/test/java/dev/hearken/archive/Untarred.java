package dev.hearken.archive;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearken.http.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/// The files of an archive, in their order.
public record Untarred(SequencedMap<String, byte[]> files) {
  public static Untarred of(byte[] archive) {
    var files = new LinkedHashMap<String, byte[]>();
    try (var tar = new TarArchiveInputStream(new ByteArrayInputStream(archive))) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (files.put(entry.getName(), tar.readAllBytes()) != null) {
          throw new IllegalStateException(entry.getName() + " is there twice");
        }
      }
      return new Untarred(files);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public List<String> names() {
    return List.copyOf(files.keySet());
  }

  public Map<String, String> texts() {
    var texts = new LinkedHashMap<String, String>();
    files.forEach((name, bytes) -> texts.put(name, new String(bytes, StandardCharsets.UTF_8)));
    return texts;
  }

  /// The lines of a file, or of all of its parts.
  ///
  /// @param name with a `*` for the number of the part
  public List<String> lines(String name) {
    var star = name.split("\\*", 2);
    return files.entrySet().stream()
        .filter(file ->
            star.length == 1
                ? file.getKey().equals(name)
                : file.getKey().startsWith(star[0]) && file.getKey().endsWith(star[1]))
        .flatMap(file -> lines(file.getValue()).stream())
        .toList();
  }

  private static List<String> lines(byte[] file) {
    var text = new String(file, StandardCharsets.UTF_8);
    if (!text.isEmpty() && !text.endsWith("\n")) {
      throw new IllegalStateException("The last line does not end");
    }
    return text.isEmpty()
        ? List.of()
        : Arrays.stream(text.substring(0, text.length() - 1).split("\n", -1))
            .collect(Collectors.toList());
  }

  public JsonNode json(String name) {
    return Json.stored(lines(name).getFirst());
  }
}
