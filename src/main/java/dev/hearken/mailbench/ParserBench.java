package dev.hearken.mailbench;

import dev.hearken.mime.MailParser;
import dev.hearken.mime.RawMail;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;

/// The parser beside the token stream that it stands on, which reads every decoded body to its end
/// and makes nothing of it: in turns, over the same mails, on one thread.
public final class ParserBench {
  private static final int WARM = 20;
  private static final int TURNS = 15;
  private static final Instant ANY = Instant.parse("2100-01-01T00:00:00Z");

  private static long read;

  private ParserBench() {}

  /// @param arguments a folder of mails, each a file that ends in `.eml`
  public static void main(String[] arguments) throws IOException, MimeException {
    var mails = new ArrayList<byte[]>();
    try (var files = Files.walk(Path.of(arguments[0]))) {
      for (var file : files.filter(file -> file.toString().endsWith(".eml")).sorted().toList()) {
        mails.add(Files.readAllBytes(file));
      }
    }
    var plain = mails.stream().filter(mail -> !hasHtml(mail)).toList();
    var html = mails.stream().filter(ParserBench::hasHtml).toList();
    System.out.println(compare("without HTML", plain));
    System.out.println(compare("with HTML", html));
    System.out.println(compare("all", mails));
    System.out.println("read " + read);
  }

  private static boolean hasHtml(byte[] mail) {
    return new String(mail, StandardCharsets.ISO_8859_1)
        .toLowerCase(Locale.ROOT)
        .contains("text/html");
  }

  private static String compare(String name, List<byte[]> mails) throws IOException, MimeException {
    var ours = new long[TURNS];
    var theirs = new long[TURNS];
    for (int turn = -WARM; turn < TURNS; turn++) {
      long start = System.nanoTime();
      for (var mail : mails) {
        read += MailParser.parse(RawMail.stored(mail), ANY).body().text().length();
      }
      long between = System.nanoTime();
      for (var mail : mails) {
        stream(mail);
      }
      if (turn >= 0) {
        ours[turn] = between - start;
        theirs[turn] = System.nanoTime() - between;
      }
    }
    Arrays.sort(ours);
    Arrays.sort(theirs);
    double us = ours[TURNS / 2] / 1e9;
    double them = theirs[TURNS / 2] / 1e9;
    return "%-13s %,6d mails  parser %,8.0f/s  token stream %,8.0f/s  ratio %.2f"
        .formatted(name, mails.size(), mails.size() / us, mails.size() / them, them / us);
  }

  private static void stream(byte[] mail) throws IOException, MimeException {
    var stream = new MimeTokenStream(MimeConfig.PERMISSIVE);
    stream.parse(new ByteArrayInputStream(mail));
    var buffer = new byte[8_192];
    for (var state = stream.getState();
        state != EntityState.T_END_OF_STREAM;
        state = stream.next()) {
      if (state == EntityState.T_BODY) {
        var body = stream.getDecodedInputStream();
        for (int count; (count = body.read(buffer)) >= 0; ) {
          read += count;
        }
      }
    }
  }
}
