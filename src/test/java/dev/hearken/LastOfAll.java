package dev.hearken;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Comparator;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;

/// A test class that runs behind all others, for it looks at what they left.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface LastOfAll {
  /// The order of all test classes, named in `junit-platform.properties`.
  final class Order implements ClassOrderer {
    @Override
    public void orderClasses(ClassOrdererContext context) {
      context
          .getClassDescriptors()
          .sort(Comparator.comparing(test -> test.isAnnotated(LastOfAll.class)));
    }
  }
}
