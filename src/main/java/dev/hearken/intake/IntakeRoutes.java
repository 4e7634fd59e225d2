package dev.hearken.intake;

import dev.hearken.http.Answer;
import dev.hearken.http.Call;
import dev.hearken.http.Route;
import dev.hearken.http.Routes;
import dev.hearken.progress.Progress;
import dev.hearken.project.FullName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// Archives on the wire: the body is one.
public final class IntakeRoutes implements Routes {
  /// It lies in a file until all of it is in.
  private static final long MOST_BYTES = 64L << 30;

  private static final int SHOWN = 100;

  private final Intake intake;

  public IntakeRoutes(Intake intake) {
    this.intake = intake;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.post("/api/v1/projects/{project}/import", this::bringIn).takingFile(MOST_BYTES));
  }

  /// What is wrong with a part of the archive.
  record Shown(String place, String reason) {}

  /// The archive is taken in whole before it is looked at: what is cut on its way changes nothing.
  private Answer bringIn(Call call) {
    var project = FullName.project(call);
    intake.requireEntrance(call.caller(), project);
    boolean dry = call.query().flag("dry_run");
    boolean goesOn = dry || call.query().flag("skip_bad");
    var faults = new ArrayList<Shown>();
    BadLines bad =
        fault -> {
          if (!goesOn) {
            throw fault.stop();
          }
          if (faults.size() < SHOWN) {
            faults.add(new Shown(fault.place(), fault.reason()));
          }
        };
    var manner = new Manner(dry, bad, Progress.NONE, call::take);
    boolean cut = call.query().flag("incomplete");
    try (var body = call.upload()) {
      var report =
          intake.archive(
              call.caller(),
              new ArchiveImport.Wanted(Optional.of(project), List.of(call.caller().id()), cut),
              () -> body.from(0),
              manner);
      var answer = new LinkedHashMap<String, Object>();
      answer.put("import", report.wire());
      answer.put("faults", faults);
      return Answer.of(answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
