package dev.hearken.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearken.bucket.Bucket;
import dev.hearken.database.Id;
import dev.hearken.http.Caller;
import dev.hearken.http.Fields;
import dev.hearken.http.Json;
import dev.hearken.http.Refusal;
import dev.hearken.project.FullName;
import dev.hearken.project.NewProject;
import dev.hearken.project.Project;
import dev.hearken.translation.Withheld;
import dev.hearken.user.Permission;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The project of an archive, its buckets and its sources: each is made, unless it is there with
/// the same settings. How long things are kept is set when all of them are in.
final class ArchiveSettings implements AutoCloseable {
  private static final int LONGEST_NAME = 256;

  private final Doors doors;
  private final Caller caller;
  private final String project;
  private final String exported;
  private final List<Id> founders;
  private final boolean dry;
  private final ArchiveReport report;
  private final Map<String, Id> buckets = new HashMap<>();
  private final Set<FullName> missing = new HashSet<>();
  private final Map<Kept, byte[]> retentions = new LinkedHashMap<>();
  private final Withheld withheld;
  private boolean projectMissing;

  /// @param project into which it goes
  /// @param exported the name that the project had
  /// @param founders those who may do everything in it, if it is made
  /// @param dry whether only to say what would happen
  ArchiveSettings(
      Doors doors,
      Caller caller,
      String project,
      String exported,
      List<Id> founders,
      boolean dry,
      ArchiveReport report) {
    this.doors = doors;
    this.caller = caller;
    this.project = project;
    this.exported = exported;
    this.founders = founders;
    this.dry = dry;
    this.report = report;
    this.withheld = doors.translations().withheld();
  }

  /// What is kept for a time.
  private record Kept(FullName name, boolean bucket) {}

  /// Makes the project, if it is not there; one that is there stays as it is.
  ///
  /// @throws Refusal as [#isThere]
  void project(byte[] json) {
    var fields = Fields.of(json);
    var title = fields.text("title", Project.LONGEST_TITLE).orElse(Project.titleFrom(project));
    var description = fields.text("description", Project.LONGEST_DESCRIPTION).orElse("");
    if (isThere(doors, caller, project)) {
      return;
    }
    report.projectMade();
    projectMissing = dry;
    if (!dry) {
      doors.projects().create(caller, new NewProject(project, title, description, founders));
    }
  }

  /// Is the project there? If not, the caller may make it.
  ///
  /// @throws Refusal.NotFound when he may not make any, or not know of this one
  static boolean isThere(Doors doors, Caller caller, String project) {
    try {
      doors.projects().access(caller, project).requireVisible();
      return true;
    } catch (Refusal.NotFound e) {
      if (!Permission.TENANT_ADMIN.heldEverywhereBy(caller)) {
        throw e;
      }
      return false;
    }
  }

  void bucket(byte[] json) {
    var line = Line.of(json);
    var name = new FullName(project, line.name);
    var there = findBucket(name, body("bucket", line.fields));
    if (there.isEmpty()) {
      report.bucketMade(line.name);
    }
    if (dry) {
      buckets.put(line.name, there.map(Bucket::id).orElseGet(Id::random));
      there.ifPresentOrElse(_ -> {}, () -> missing.add(name));
    } else {
      buckets.put(
          line.name, doors.buckets().create(caller, name, body("bucket", line.fields)).id());
    }
    keep(new Kept(name, true), line.retention, there.isPresent());
  }

  void source(byte[] json) {
    var line = Line.of(json);
    var name = new FullName(project, line.name);
    if (line.bucket != null) {
      bucketOf(name, line.bucket).ifPresent(id -> line.fields.put("bucket_id", id.toString()));
    }
    boolean there = isSourceThere(name, body("source", line.fields));
    if (!there) {
      report.sourceMade(line.name);
    }
    if (!dry) {
      var made = doors.sourceChanges().create(caller, name, body("source", line.fields));
      withheld.add(made.id());
    } else if (!there) {
      missing.add(name);
    }
    keep(new Kept(name, false), line.retention, there);
  }

  private Optional<Bucket> findBucket(FullName name, Fields body) {
    if (projectMissing) {
      doors.buckets().check(name, body);
      return Optional.empty();
    }
    return doors.buckets().find(caller, name, body);
  }

  private boolean isSourceThere(FullName name, Fields body) {
    if (projectMissing) {
      doors.sourceChanges().check(name, body);
      return false;
    }
    return doors.sourceChanges().find(caller, name, body).isPresent();
  }

  /// The bucket that fed a source, as it is called here.
  private Optional<Id> bucketOf(FullName source, String bucket) {
    int slash = bucket.indexOf('/');
    var owner = slash < 0 ? exported : bucket.substring(0, slash);
    var name = bucket.substring(slash + 1);
    var known = owner.equals(exported) ? buckets.get(name) : null;
    if (known != null) {
      return Optional.of(known);
    }
    try {
      var home = new FullName(owner.equals(exported) ? project : owner, name);
      return Optional.of(doors.buckets().get(caller, home).id());
    } catch (Refusal.NotFound e) {
      report.note(
          "The source %s has no bucket here: %s is neither in the archive nor there."
              .formatted(source.name(), bucket));
      return Optional.empty();
    }
  }

  private void keep(Kept what, @Nullable JsonNode retention, boolean there) {
    if (retention == null) {
      return;
    }
    var body = Json.bytes(JsonNodeFactory.instance.objectNode().set("retention", retention));
    retentions.put(what, body);
    if (there || !dry) {
      doors.retentions().adopt(caller, what.name, what.bucket, Fields.of(body), true);
    } else {
      doors.retentions().check(Fields.of(body));
    }
  }

  /// Sets how long things are kept, now that they are in.
  void end() {
    if (!dry) {
      retentions.forEach((what, body) ->
          doors.retentions().adopt(caller, what.name, what.bucket, Fields.of(body), false));
    }
  }

  /// From now on the sources are translated again.
  @Override
  public void close() {
    withheld.close();
  }

  /// Would a bucket, or a source, have to be made?
  boolean isMissing(FullName name) {
    return missing.contains(name);
  }

  private static Fields body(String field, ObjectNode fields) {
    return Fields.of(Json.bytes(JsonNodeFactory.instance.objectNode().set(field, fields)));
  }

  /// What an archive says of a bucket or a source.
  ///
  /// @param fields as a request has them
  private record Line(
      String name, @Nullable String bucket, @Nullable JsonNode retention, ObjectNode fields) {
    static Line of(byte[] json) {
      var read = Fields.of(json);
      var name = read.requiredText("name", LONGEST_NAME);
      var bucket = read.text("bucket", 2 * LONGEST_NAME + 1);
      var fields = (ObjectNode) Json.stored(ByteBuffer.wrap(json));
      var retention = fields.remove("retention");
      fields.remove(List.of("owner", "name", "bucket", "bucket_id"));
      return new Line(name, bucket.orElse(null), retention, fields);
    }
  }
}
