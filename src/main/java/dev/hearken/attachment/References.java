package dev.hearken.attachment;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.hearken.database.Id;
import dev.hearken.database.StoredJson;
import dev.hearken.http.Json;
import dev.hearken.http.Refusal;
import dev.hearken.http.Seal;
import dev.hearken.http.Shown;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// By what clients ask for the files of comments. A reference is made when its comment is read and
/// stored nowhere: it says where the attachment is, under a seal. So it cannot be guessed, and an
/// upload costs nothing for it.
public final class References {
  private static final String USE = "attachment";
  private static final String REFERENCE = "attachment_reference";
  private static final String HASH = "content_hash";

  private final Seal seal;

  public References(Seal seal) {
    this.seal = seal;
  }

  String of(Place place) {
    return seal.close(USE, place.bytes());
  }

  /// @throws Refusal.NotFound for what is no reference of this installation
  Place place(String reference) {
    return seal.open(USE, reference).map(Place::of).orElseThrow(() -> noSuchAttachment(reference));
  }

  /// What is said of an attachment that is not there, and of one that the caller may not know of.
  static Refusal noSuchAttachment(String reference) {
    return new Refusal.NotFound("No such attachment %s.".formatted(Shown.of(reference)));
  }

  /// The attachments of a comment as they are shown: with a reference where there is content, and
  /// without those that other servers gave. What names no content is in the mail, where there is
  /// one.
  ///
  /// @param attachments JSON, as it is stored
  /// @param known the positions whose content is there, and what stands for a mail
  public StoredJson shown(
      Id source, byte[] comment, StoredJson attachments, @Nullable Collection<Integer> known) {
    var there = known == null ? List.<Integer>of() : known;
    if (there.isEmpty() && !attachments.toString().contains(REFERENCE)) {
      return attachments;
    }
    var mail = Place.mail(there);
    var text = new ByteArrayOutputStream();
    try (var json = Json.parser(attachments.stream());
        var out = Json.generator(text)) {
      json.nextToken();
      out.writeStartArray();
      for (int position = 0; json.nextToken() == JsonToken.START_OBJECT; position++) {
        out.writeStartObject();
        var hash = copy(json, out);
        if (hash != null && there.contains(position)) {
          var sha256 = HexFormat.of().parseHex(hash);
          out.writeStringField(REFERENCE, of(Place.of(source, comment, position, sha256)));
        } else if (hash == null && mail != null) {
          out.writeStringField(REFERENCE, of(Place.inMail(source, comment, position, mail)));
        }
        out.writeEndObject();
      }
      out.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return StoredJson.of(text.toByteArray());
  }

  /// All but the reference.
  ///
  /// @return the hash of the content, if it is said
  private static @Nullable String copy(JsonParser json, JsonGenerator out) throws IOException {
    String hash = null;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      var name = json.currentName();
      var value = json.nextToken();
      if (name.equals(REFERENCE)) {
        continue;
      }
      if (name.equals(HASH) && value == JsonToken.VALUE_STRING) {
        hash = json.getText();
      }
      out.writeFieldName(name);
      out.copyCurrentEvent(json);
    }
    return hash;
  }
}
