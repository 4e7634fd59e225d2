package dev.hearken.replies;

import dev.hearken.clean.Cleaning;
import dev.hearken.words.Sender;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// Cleans the labelled mails of a folder and counts.
final class RepliesBench {
  private static final RepliesReport.Goal REPLIES = new RepliesReport.Goal(0.95, 0.98, 0.9);
  private static final RepliesReport.Goal MAILS = new RepliesReport.Goal(0, 0.98, 0.9);
  private static final Pattern LINE_END = Pattern.compile("\r\n?");

  private final Path folder;
  private final Cleaning cleaning;
  private final MailText.Reading reading;
  private final Consumer<String> differences;

  /// @param differences is told of each line that was told otherwise
  RepliesBench(
      Path folder, Cleaning cleaning, MailText.Reading reading, Consumer<String> differences) {
    this.folder = folder;
    this.cleaning = cleaning;
    this.reading = reading;
    this.differences = differences;
  }

  /// @param aside is the half measured that is kept for the end?
  RepliesReport run(boolean aside) throws IOException {
    var sets = new ArrayList<RepliesReport.Part>();
    if (Files.isDirectory(folder.resolve("replies"))) {
      sets.add(RepliesReport.Part.of("replies", replies(), REPLIES));
    }
    if (Files.isDirectory(folder.resolve("emails"))) {
      add(sets, "build");
      add(sets, "fresh");
      if (aside) {
        add(sets, "aside");
      }
    }
    var emails = folder.resolve("emails");
    return new RepliesReport(sets, Files.isDirectory(emails) ? Pace.of(emails, reading) : null);
  }

  private void add(List<RepliesReport.Part> sets, String part) throws IOException {
    var score = mails(part);
    if (score.mails() > 0) {
      sets.add(RepliesReport.Part.of("mails, " + part, score, MAILS));
    }
  }

  private Score replies() throws IOException {
    var score = Score.NONE;
    for (var mail : Labels.replies().byMail().entrySet()) {
      var file = folder.resolve("replies").resolve(mail.getKey());
      var bytes = Files.readAllBytes(file);
      var text = LINE_END.matcher(new String(bytes, StandardCharsets.UTF_8)).replaceAll("\n");
      score =
          score.and(
              compared(
                  mail.getKey(),
                  new MailText(mail.getKey(), cleaning.clean(text, Sender.unknown())),
                  mail.getValue()));
    }
    return score;
  }

  private Score mails(String part) throws IOException {
    var labels = Labels.mails(part).byMail();
    var score = Score.NONE;
    try (var files = Files.list(folder.resolve("emails"))) {
      for (var file : files.sorted().toList()) {
        var bytes = Files.readAllBytes(file);
        var id = messageId(bytes);
        var wanted = labels.get(id);
        if (wanted != null) {
          var mail = reading.parse(bytes).map(MailText.Parsed::clean);
          if (mail.isPresent()) {
            score = score.and(compared(id, mail.get(), wanted));
          }
        }
      }
    }
    return score;
  }

  private Score compared(String name, MailText mail, List<Label> labels) {
    var comparison = Comparison.of(mail.cleaned(), labels);
    if (!comparison.differences().isEmpty()) {
      differences.accept(name + (comparison.score().exact() == 1 ? "" : " (another body)"));
      comparison.differences().forEach(differences);
    }
    return comparison.score();
  }

  /// Found without reading the whole mail.
  private static String messageId(byte[] mail) {
    var head = new String(mail, 0, Math.min(mail.length, 64 * 1024), StandardCharsets.ISO_8859_1);
    var matcher = MESSAGE_ID.matcher(head);
    return matcher.find() ? matcher.group(1) : "";
  }

  private static final Pattern MESSAGE_ID = Pattern.compile("(?im)^Message-ID:\\s*(<[^>\\r\\n]*>)");
}
