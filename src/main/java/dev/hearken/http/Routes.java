package dev.hearken.http;

import java.util.List;

/// What a feature offers on the wire.
public interface Routes {
  List<Route> routes();
}
