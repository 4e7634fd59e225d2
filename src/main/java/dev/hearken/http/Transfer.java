package dev.hearken.http;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// Sends a stored file: the whole, a part of it, or word that the caller has it already.
///
/// Whoever stored it may have meant it to run: it is saved, not shown, its type is not guessed at,
/// and if it is shown all the same it is in a sandbox.
final class Transfer {
  static final String POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'";

  /// One range. Several at once, and what is none, may be answered with the whole.
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d*)-(\\d*)");

  private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

  private static final Pattern TAG = Pattern.compile("\\*|\"[^\"]*\"");

  private static final String UNRESERVED = "!#$&+-.^_`|~";

  /// Whoever takes it slowly holds a piece all the while. Large ones need fewer statements; there
  /// is room for every connection to hold a small one.
  private static final int LARGE = 256 << 10;

  private static final int SMALL = 8 << 10;

  private Transfer() {}

  /// The bytes from one place up to another.
  private record Stretch(long first, long end) {}

  /// @param budget what memory there is for pieces
  static void write(
      Request request, Response packing, Callback callback, Answer.Download file, Budget budget)
      throws IOException {
    var response = asItIs(packing);
    var tag = '"' + file.tag() + '"';
    if (names(request.getHeaders().getValuesList(HttpHeader.IF_NONE_MATCH), tag)) {
      headers(request, response, 304, file, tag);
      response.getHeaders().remove(HttpHeader.CONTENT_TYPE);
      response.write(true, null, callback);
      return;
    }
    boolean head = HttpMethod.HEAD.is(request.getMethod());
    var range = head ? null : request.getHeaders().get(HttpHeader.RANGE);
    var asked = range == null || !isOf(request, tag) ? null : stretch(range, file.size());
    var sent = asked == null ? new Stretch(0, file.size()) : asked;
    try (var share = budget.arriving()) {
      int most = share.growTo(LARGE) ? LARGE : SMALL;
      var pieces =
          head
              ? List.<ByteBuffer>of().iterator()
              : file.reading().pieces(sent.first(), sent.end(), most);
      // What is wrong with the first piece can still be told as an error.
      var _ = pieces.hasNext();
      headers(request, response, asked == null ? 200 : 206, file, tag);
      if (asked != null) {
        response
            .getHeaders()
            .put(
                HttpHeader.CONTENT_RANGE,
                "bytes %d-%d/%d".formatted(sent.first(), sent.end() - 1, file.size()));
      }
      response.getHeaders().put(HttpHeader.CONTENT_LENGTH, sent.end() - sent.first());
      while (pieces.hasNext()) {
        Content.Sink.write(response, false, pieces.next());
      }
    }
    response.write(true, null, callback);
  }

  /// Packed, a file would have neither its length nor its ranges.
  private static Response asItIs(Response response) {
    var inner = response;
    while (inner instanceof Response.Wrapper wrapper) {
      inner = wrapper.getWrapped();
    }
    return inner;
  }

  private static void headers(
      Request request, Response response, int status, Answer.Download file, String tag) {
    Envelope.headers(request, response, status);
    var headers = response.getHeaders();
    headers.put(HttpHeader.CONTENT_TYPE, file.type());
    headers.put(HttpHeader.ETAG, tag);
    headers.put(HttpHeader.ACCEPT_RANGES, "bytes");
    // Whether he still may is asked each time.
    headers.put(HttpHeader.CACHE_CONTROL, "private, no-cache");
    headers.put("Content-Security-Policy", POLICY);
    headers.put("Content-Disposition", disposition(file.name()));
  }

  /// Is the range one of this very file, not of one that the caller had before?
  private static boolean isOf(Request request, String tag) {
    var condition = request.getHeaders().get(HttpHeader.IF_RANGE);
    return condition == null || condition.strip().equals(tag);
  }

  /// Does a list of tags, be they weak ones, name this one?
  private static boolean names(List<String> lists, String tag) {
    return lists.stream()
        .flatMap(list -> TAG.matcher(list).results())
        .map(MatchResult::group)
        .anyMatch(each -> each.equals("*") || each.equals(tag));
  }

  private static @Nullable Stretch stretch(String range, long size) {
    var found = RANGE.matcher(range.strip());
    if (!found.matches() || (found.group(1).isEmpty() && found.group(2).isEmpty())) {
      return null;
    }
    Stretch stretch;
    if (found.group(1).isEmpty()) {
      stretch = new Stretch(size - Math.min(number(found.group(2)), size), size);
    } else {
      long first = number(found.group(1));
      long last = found.group(2).isEmpty() ? size - 1 : number(found.group(2));
      if (!found.group(2).isEmpty() && last < first) {
        return null;
      }
      stretch = new Stretch(first, Math.min(last, size - 1) + 1);
    }
    if (stretch.first() >= size) {
      throw new Refusal.OutOfRange(range, size);
    }
    return stretch;
  }

  /// Beyond the end of every file is beyond it, however far.
  private static long number(String digits) {
    return new BigInteger(digits).min(MOST).longValue();
  }

  /// The name twice: in plain letters for old programs, and whole.
  static String disposition(@Nullable String name) {
    return name == null
        ? "attachment"
        : "attachment; filename=\"%s\"; filename*=UTF-8''%s"
            .formatted(name.replaceAll("[^A-Za-z0-9._ -]", "_"), encoded(name));
  }

  private static String encoded(String name) {
    var encoded = new StringBuilder();
    for (byte octet : name.getBytes(StandardCharsets.UTF_8)) {
      char letter = (char) (octet & 0xff);
      boolean plain =
          letter < 0x80 && (Character.isLetterOrDigit(letter) || UNRESERVED.indexOf(letter) >= 0);
      encoded.append(plain ? String.valueOf(letter) : "%%%02X".formatted((int) letter));
    }
    return encoded.toString();
  }
}
