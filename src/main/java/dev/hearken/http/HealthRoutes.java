package dev.hearken.http;

import java.util.List;
import java.util.function.BooleanSupplier;

/// Whether the process lives, and whether it can serve: for supervisors and balancers.
public final class HealthRoutes implements Routes {
  private final BooleanSupplier ready;

  /// @param ready whether the database answers
  public HealthRoutes(BooleanSupplier ready) {
    this.ready = ready;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/health/live", _ -> Answer.ok()).withoutToken(),
        Route.get("/health/ready", _ -> readiness()).withoutToken());
  }

  private Answer readiness() {
    if (!ready.getAsBoolean()) {
      throw new Refusal.Unavailable("The database does not answer.");
    }
    return Answer.ok();
  }
}
