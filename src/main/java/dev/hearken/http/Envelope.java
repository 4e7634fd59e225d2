package dev.hearken.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.hearken.database.DatabaseUnavailable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/// The JSON object around every answer, whoever makes it: `{"status": "ok", …}` with a 2xx and
/// `{"status": "error", "message": …}` with any other. Clients take a disagreement of the two, or
/// anything that is no JSON, for a broken protocol.
final class Envelope {
  private static final HttpField JSON =
      new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "application/json");
  private static final HttpField NO_STORE =
      new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, "no-store");

  /// Nothing that is served here may run or be framed in a browser, unless a page says otherwise.
  private static final List<HttpField> SAFE =
      List.of(
          new PreEncodedHttpField("X-Content-Type-Options", "nosniff"),
          new PreEncodedHttpField(
              "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
          new PreEncodedHttpField("Referrer-Policy", "no-referrer"),
          new PreEncodedHttpField("Cross-Origin-Resource-Policy", "same-origin"));

  /// How much of a streamed list is gathered before it is sent.
  private static final int BUFFER = 32 << 10;

  private static final String RETRY_AFTER_SECONDS = "2";

  private Envelope() {}

  /// Writes an answer. A list that fails after its first slice breaks the connection, so that what
  /// was cut off can never be read as complete.
  ///
  /// @param budget what memory there is for what is read while it is sent
  /// @param limits how slowly what is made while it is sent may be taken
  static void write(
      Request request,
      Response response,
      Callback callback,
      Answer answer,
      Budget budget,
      Limits limits)
      throws IOException {
    switch (answer) {
      case Answer.Whole whole -> write(request, response, callback, whole);
      case Answer.Listed listed -> {
        headers(request, response, 200);
        write(request, response, callback, listed);
      }
      case Answer.Sliced sliced -> {
        // What is wrong with the first slice can still be told as an error.
        var _ = sliced.slices().hasNext();
        headers(request, response, 200);
        try (var out = Content.Sink.asOutputStream(response);
            var buffered = new java.io.BufferedOutputStream(out, BUFFER)) {
          write(buffered, sliced);
        }
        callback.succeeded();
      }
      case Answer.Gathered gathered -> {
        headers(request, response, 200);
        try (var out = Content.Sink.asOutputStream(response)) {
          write(out, gathered);
        }
        callback.succeeded();
      }
      case Answer.Raw raw -> {
        headers(request, response, 200);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, raw.type());
        raw.headers().forEach(response.getHeaders()::put);
        response.write(true, raw.content().duplicate(), callback);
      }
      case Answer.Download download ->
          Transfer.write(request, response, callback, download, budget);
      case Answer.Streamed streamed ->
          StreamedFile.write(request, response, callback, streamed, limits);
    }
  }

  static void write(Request request, Response response, Callback callback, Answer.Whole whole) {
    var fields = new LinkedHashMap<String, Object>(whole.fields());
    fields.put("status", "ok");
    headers(request, response, 200);
    response.write(true, ByteBuffer.wrap(Json.bytes(fields)), callback);
  }

  private static void write(OutputStream out, Answer.Sliced list) throws IOException {
    try (var json = Json.generator(out)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      json.disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
      json.writeStartObject();
      json.writeArrayFieldStart(list.name());
      while (list.slices().hasNext()) {
        for (var element : list.slices().next()) {
          json.writePOJO(element);
        }
      }
      json.writeEndArray();
      json.writeStringField("status", "ok");
      json.writeEndObject();
    }
  }

  private static void write(OutputStream out, Answer.Gathered list) throws IOException {
    out.write(before(list.name()));
    list.elements().from(0).transferTo(out);
    out.write(behind(list.fields()));
  }

  private static void write(
      Request request, Response response, Callback callback, Answer.Listed list) {
    var before = before(list.name());
    var behind = behind(list.fields());
    int length = before.length + list.elements().length() + behind.length;
    // Used again and again, and sent as it is: new memory would be cleared first and copied then.
    // What is not kept comes from the heap, which is cleared up sooner.
    boolean kept = length <= Server.LARGEST_KEPT;
    var memory = request.getComponents().getByteBufferPool().acquire(length, kept);
    var out = memory.getByteBuffer();
    try {
      BufferUtil.clearToFill(out);
      list.elements().put(out.put(before));
      out.put(behind).flip();
    } catch (RuntimeException e) {
      memory.release();
      throw e;
    }
    response.write(true, out, Callback.from(callback, memory::release));
  }

  /// What stands before the elements of a list.
  private static byte[] before(String name) {
    return "{%s:[".formatted(Json.text(name)).getBytes(StandardCharsets.UTF_8);
  }

  /// What stands behind them.
  private static byte[] behind(Map<String, ?> fields) {
    var rest = new LinkedHashMap<String, Object>(fields);
    rest.put("status", "ok");
    return ("]," + Json.text(rest).substring(1)).getBytes(StandardCharsets.UTF_8);
  }

  /// Writes the refusal that something thrown means, and says which status that is.
  static int refuse(Request request, Response response, Callback callback, Throwable thrown) {
    return switch (thrown) {
      case Refusal refusal -> {
        switch (refusal) {
          case Refusal.MethodNotAllowed e ->
              response.getHeaders().put(HttpHeader.ALLOW, String.join(", ", e.allowed()));
          case Refusal.Unauthenticated _ ->
              response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Bearer");
          case Refusal.TooMany e ->
              response.getHeaders().put(HttpHeader.RETRY_AFTER, Long.toString(e.retrySeconds()));
          case Refusal.OutOfRange e ->
              response.getHeaders().put(HttpHeader.CONTENT_RANGE, "bytes */" + e.size());
          // The rest of the body is not waited for.
          case Refusal.TimedOut _, Refusal.Broken _ ->
              response.getHeaders().put(HttpHeader.CONNECTION, "close");
          default -> {}
        }
        yield error(request, response, callback, status(refusal), refusal.getMessage());
      }
      case DatabaseUnavailable e -> error(request, response, callback, 503, e.getMessage());
      default ->
          error(
              request,
              response,
              callback,
              500,
              "An unexpected error happened. It is logged under the request id %s."
                  .formatted(RequestId.of(request)));
    };
  }

  private static int status(Refusal refusal) {
    return switch (refusal) {
      case Refusal.Invalid _, Refusal.Broken _ -> 400;
      case Refusal.Unauthenticated _ -> 401;
      case Refusal.Forbidden _ -> 403;
      case Refusal.NotFound _ -> 404;
      case Refusal.MethodNotAllowed _ -> 405;
      case Refusal.TimedOut _ -> 408;
      case Refusal.Conflict _ -> 409;
      case Refusal.TooLarge _ -> 413;
      case Refusal.UnsupportedType _ -> 415;
      case Refusal.OutOfRange _ -> 416;
      case Refusal.Unacceptable _ -> 422;
      case Refusal.TooMany _ -> 429;
      case Refusal.HeadersTooLarge _ -> 431;
      case Refusal.Unavailable _ -> 503;
    };
  }

  static int error(
      Request request, Response response, Callback callback, int status, String message) {
    headers(request, response, status);
    if (status == 503) {
      response.getHeaders().put(HttpHeader.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }
    var fields = new LinkedHashMap<String, String>();
    fields.put("status", "error");
    fields.put("message", message);
    response.write(true, ByteBuffer.wrap(Json.bytes(fields)), callback);
    return status;
  }

  static void headers(Request request, Response response, int status) {
    response.setStatus(status);
    var headers = response.getHeaders();
    headers.put(JSON);
    headers.put(NO_STORE);
    SAFE.forEach(headers::put);
    headers.put("X-Request-Id", RequestId.of(request));
    headers.put("Server-Timing", "total;dur=" + millis(request));
  }

  /// Milliseconds since the headers of the request were there, to the microsecond.
  static double millis(Request request) {
    return Math.round((System.nanoTime() - request.getHeadersNanoTime()) / 1e3) / 1e3;
  }
}
