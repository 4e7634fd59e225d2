package dev.hearken.loading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearken.database.Database;
import dev.hearken.database.Id;
import dev.hearken.database.TestDatabase;
import dev.hearken.email.LargeMails;
import dev.hearken.recipe.Recipes;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class LargeMailTest {
  @Test
  void aMailThatDoesNotFitIntoMemoryFails() {
    try (var test = TestDatabase.fresh();
        var database = Database.open(test.dataSource(), 1)) {
      var large = new LargeMail(new SliceStore(database), new LargeMails(128 << 20));
      assertThat(large.read(Id.random(), mail(64 << 20), Recipes.STANDARD.of("generic.0.CONVKER5")))
          .isEqualTo(
              new Reading.Failed(
                  "It has 67,108,864 bytes; the memory of this server is enough for 20,971,520."));
      // There is no such mail.
      assertThat(large.read(Id.random(), mail(19 << 20), Recipes.STANDARD.of("generic.0.CONVKER5")))
          .isNull();
    }
  }

  private static BucketMail mail(int size) {
    var none = ByteBuffer.allocate(0);
    return new BucketMail(none, "1", "m", Instant.EPOCH, null, 1, none, Id.random(), size, none);
  }
}
