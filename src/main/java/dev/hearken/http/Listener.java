package dev.hearken.http;

import dev.hearken.tls.IdentityFiles;
import java.util.Optional;

/// Where and how the server is reached.
///
/// @param host the address to listen on
/// @param port 0 for any that is free
/// @param basePath a prefix under which everything can be reached too; empty for none
/// @param tls the certificate and its key; empty for plain HTTP
/// @param proxies who may say on whose behalf a request is sent
/// @param origins the pages elsewhere that may send requests
/// @param limits how much of the server clients may take
public record Listener(
    String host,
    int port,
    String basePath,
    Optional<IdentityFiles> tls,
    TrustedProxies proxies,
    Origins origins,
    Limits limits) {
  /// Plain HTTP on any free port of this machine, for nobody else.
  public static Listener local(String basePath) {
    return new Listener(
        "127.0.0.1",
        0,
        basePath,
        Optional.empty(),
        TrustedProxies.NONE,
        Origins.NONE,
        Limits.STANDARD);
  }

  /// The same with other limits.
  public Listener with(Limits other) {
    return new Listener(host, port, basePath, tls, proxies, origins, other);
  }
}
