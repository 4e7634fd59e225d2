package dev.hearken.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearken.TestServer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Real mails, in each of the ways in which clients turn their bytes into a string.
@Tag("database")
class EmailCorpusTest {
  private static final String BUCKET = "/api/_private/buckets/DefaultProject/";
  private static final int BATCH = 128;

  private static Map<String, byte[]> corpus() throws IOException {
    var folder = System.getenv("HEARKEN_TEST_DATA");
    assumeTrue(folder != null, "HEARKEN_TEST_DATA names no folder of real mail");
    var mails = new HashMap<String, byte[]>();
    var archive = Path.of(folder, "emails.tar.xz");
    try (var in =
        new TarArchiveInputStream(new XZCompressorInputStream(Files.newInputStream(archive)))) {
      for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        if (entry.getName().endsWith(".eml")) {
          mails.put(entry.getName(), in.readAllBytes());
        }
      }
    }
    return mails;
  }

  /// As UTF-8, where it is that.
  private static Optional<String> utf8(byte[] mail) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(mail)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static String latin1(byte[] mail) {
    return new String(mail, StandardCharsets.ISO_8859_1);
  }

  /// Each byte that is no ASCII as half of a surrogate pair.
  private static String escaped(byte[] mail) {
    var text = new StringBuilder(mail.length);
    for (byte octet : mail) {
      text.append((char) (octet < 0 ? 0xdc00 | (octet & 0xff) : octet));
    }
    return text.toString();
  }

  @Test
  void everyMailComesBackAsTheStringItWasPutAs() throws IOException {
    var corpus = corpus();
    assertThat(corpus).hasSizeGreaterThan(3_000);
    var ways =
        Map.<String, Function<byte[], String>>of(
            "utf8",
            mail -> utf8(mail).orElseGet(() -> latin1(mail)),
            "latin1",
            EmailCorpusTest::latin1,
            "escaped",
            EmailCorpusTest::escaped);
    try (var server = new TestServer()) {
      for (var way : ways.entrySet()) {
        var emails = BUCKET + way.getKey() + "/emails";
        server.admin().put(BUCKET + way.getKey(), "{\"bucket\":{\"bucket_type\":\"emails\"}}");
        var sent = new HashMap<String, String>();
        corpus.forEach((name, mail) -> sent.put(name, way.getValue().apply(mail)));
        var batch = new ArrayList<String>();
        for (var each : List.copyOf(sent.entrySet())) {
          batch.add(
              """
              {"id":"%s","mailbox":"m","timestamp":"2026-01-31T12:00:00Z","mime_content":%s}\
              """
                  .formatted(each.getKey(), MimeTextTest.quoted(each.getValue(), new Random(1))));
          if (batch.size() == BATCH) {
            put(server, emails, batch);
          }
        }
        put(server, emails, batch);
        var back = new HashMap<String, String>();
        String continuation = "";
        while (continuation != null) {
          var body =
              continuation.isEmpty()
                  ? Map.of("limit", 256)
                  : Map.of("limit", 256, "continuation", continuation);
          JsonNode page = server.admin().post(emails, body).json();
          page.at("/emails")
              .forEach(
                  each -> back.put(each.at("/id").asText(), each.at("/mime_content").asText()));
          continuation = page.path("continuation").asText(null);
        }
        assertThat(back.equals(sent)).as(way.getKey()).isTrue();
      }
    }
  }

  private static void put(TestServer server, String emails, List<String> batch) {
    var answer = server.admin().put(emails, "{\"emails\":[" + String.join(",", batch) + "]}");
    assertThat(answer.status()).as(answer.message()).isEqualTo(200);
    batch.clear();
  }
}
