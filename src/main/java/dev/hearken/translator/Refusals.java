package dev.hearken.translator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearken.translator.Dialect.Meaning;
import dev.hearken.translator.Translator.Answer;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;

/// What is made of a call that brought no translation: whether it is worth another try, when, and
/// what people are told.
///
/// Statuses that say "later" are 408, 429 and everything from 500 on; all others mean that the same
/// call will never succeed, unless the dialect of the service knows better.
record Refusals(String service, Secrets secrets, Clock clock) {
  private static final int REQUEST_TIMEOUT = 408;
  private static final int TOO_MANY = 429;
  private static final int SERVER_ERROR = 500;

  /// Where the day of Google begins.
  private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");

  /// The service could not be asked, or what it said could not be read.
  ///
  /// @param what it did
  Answer broken(String what) {
    return new Answer.Failed("%s %s.".formatted(service, what), true, Duration.ZERO);
  }

  Answer refused(Call call, Dialect dialect, HttpResponse<?> response, JsonNode body) {
    int status = response.statusCode();
    var said = dialect.message(body);
    var shown = secrets.shown(said, call.texts());
    var why =
        "%s answered %d%s"
            .formatted(service, status, shown.isEmpty() ? "." : " and says: " + ended(shown));
    return switch (dialect.meaning(status, body, said).orElse(usual(status))) {
      case NO_SUCH_PAIR -> new Answer.Skipped(why);
      case LATER ->
          new Answer.Failed(
              why, true, RetryAfter.of(response.headers().firstValue("Retry-After"), clock));
      case NEXT_DAY -> new Answer.Failed(why, true, untilNextDay());
      case NEVER -> new Answer.Failed(why, false, Duration.ZERO);
    };
  }

  private static Meaning usual(int status) {
    return status == REQUEST_TIMEOUT || status == TOO_MANY || status >= SERVER_ERROR
        ? Meaning.LATER
        : Meaning.NEVER;
  }

  private static String ended(String sentence) {
    return sentence.endsWith(".") ? sentence : sentence + ".";
  }

  private Duration untilNextDay() {
    var now = clock.instant().atZone(PACIFIC);
    return Duration.between(now, now.toLocalDate().plusDays(1).atStartOfDay(PACIFIC));
  }
}
