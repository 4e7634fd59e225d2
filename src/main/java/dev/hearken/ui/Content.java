package dev.hearken.ui;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/// The files that the pages are made of: ours beside this class, the viewer's in its jar.
final class Content {
  private static final String VIEWER = "/META-INF/resources/webjars/swagger-ui/";
  private static final String VIEWER_BUILD =
      "/META-INF/maven/org.webjars/swagger-ui/pom.properties";

  private Content() {}

  /// A file of ours.
  static String ours(String name) {
    return new String(bytes(name), StandardCharsets.UTF_8);
  }

  /// A file of the viewer, whatever version of it there is.
  static byte[] viewers(String name) {
    return bytes(VIEWER + viewerVersion() + "/" + name);
  }

  static String viewerVersion() {
    var build = new Properties();
    try (var in = open(VIEWER_BUILD)) {
      build.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return build.getProperty("version");
  }

  static byte[] bytes(String path) {
    try (var in = open(path)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(String path) {
    var in = Content.class.getResourceAsStream(path);
    if (in == null) {
      throw new IllegalStateException("The build left out " + path);
    }
    return in;
  }
}
