package dev.hearken.http;

import dev.hearken.tls.Identity;
import dev.hearken.tls.IdentityFiles;
import dev.hearken.tls.IdentityWatch;
import dev.hearken.tls.Unusable;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/// TLS on a port, with the certificate that is in its files at the time. A new one is for those who
/// connect from then on; connections that are open go on.
final class Tls extends AbstractLifeCycle {
  private static final Logger LOG = Logger.getLogger(Tls.class.getName());

  private final IdentityFiles files;
  private final IdentityWatch watch;
  private final SslContextFactory.Server factory = new SslContextFactory.Server();
  private final Thread looking = Thread.ofVirtual().name("certificate").unstarted(this::look);

  /// @throws Unusable when there is no certificate to begin with
  Tls(IdentityFiles files) {
    this.files = files;
    this.watch = new IdentityWatch(files);
    factory.setIncludeProtocols("TLSv1.3", "TLSv1.2");
    factory.setRenegotiationAllowed(false);
    present(factory, watch.first());
  }

  /// Connections of this kind, on top of which `next` is spoken.
  SslConnectionFactory connections(String next) {
    var connections = new SslConnectionFactory(factory, next);
    // It would refuse requests whose Host is no name of the certificate, such as the health checks
    // of balancers, which know an address only.
    connections.setEnsureSecureRequestCustomizer(false);
    return connections;
  }

  private static void present(SslContextFactory.Server factory, Identity identity) {
    factory.setSslContext(identity.context());
    identity.outOfDate(Instant.now()).ifPresent(LOG::warning);
  }

  @Override
  protected void doStart() {
    looking.start();
  }

  @Override
  protected void doStop() {
    looking.interrupt();
  }

  private void look() {
    try {
      while (true) {
        Thread.sleep(files.every());
        takeWhatChanged();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void takeWhatChanged() {
    try {
      var changed = watch.changed();
      if (changed.isPresent()) {
        factory.reload(each -> present(factory, changed.get()));
        LOG.info(() -> "The certificate was replaced by that of " + changed.get());
      }
    } catch (Unusable e) {
      LOG.warning("The certificate was changed, and the one before goes on: " + e.sentence());
    } catch (Exception e) {
      LOG.log(Level.SEVERE, "The certificate was changed, and the one before goes on", e);
    }
  }
}
