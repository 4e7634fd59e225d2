package dev.hearken.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearken.database.Id;
import dev.hearken.http.Caller;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PermissionTest {
  private static Access access(String... held) {
    return new Access(new Caller(new Id(1), "u", Set.of()), "p", List.of(held));
  }

  @Test
  void strongerPermissionsBringTheWeakerOnesAlong() {
    assertThat(access("sources-admin").allows(Permission.SOURCES_READ_SENSITIVE)).isTrue();
    assertThat(access("sources-admin").allows(Permission.SOURCES_READ)).isTrue();
    assertThat(access("sources-read-sensitive").allows(Permission.SOURCES_READ)).isTrue();
    assertThat(access("sources-add-comments").allows(Permission.SOURCES_READ)).isTrue();
    assertThat(access("buckets-write").allows(Permission.BUCKETS_APPEND)).isTrue();
    assertThat(access("buckets-write").allows(Permission.BUCKETS_ITEMS_READ)).isTrue();
    assertThat(access("voc").allows(Permission.VOC_READONLY)).isTrue();
    assertThat(access("streams-read").allows(Permission.TRIGGERS_READ)).isTrue();
    assertThat(access("triggers-consume").allows(Permission.STREAMS_CONSUME)).isTrue();
  }

  @Test
  void andNeverTheOtherWayRound() {
    assertThat(access("sources-read").allows(Permission.SOURCES_ADMIN)).isFalse();
    assertThat(access("sources-admin").allows(Permission.SOURCES_ADD_COMMENTS)).isFalse();
    assertThat(access("sources-add-comments").allows(Permission.SOURCES_READ_SENSITIVE)).isFalse();
    assertThat(access("buckets-append").allows(Permission.BUCKETS_READ)).isFalse();
    assertThat(access("voc-readonly").allows(Permission.VOC)).isFalse();
  }

  @Test
  void unknownNamesGrantNothing() {
    assertThat(access("made-up").visible()).isFalse();
    assertThat(access("made-up", "alerts-read").visible()).isTrue();
    assertThat(access().visible()).isFalse();
  }

  @Test
  void rootMayEverythingAndTheTenantsAdministratorSeesWithoutReading() {
    var root = new Access(new Caller(new Id(1), "u", Set.of("root")), "p", null);
    var administrator = new Access(new Caller(new Id(1), "u", Set.of("tenant-admin")), "p", null);

    assertThat(root.allows(Permission.SOURCES_ADMIN)).isTrue();
    assertThat(administrator.visible()).isTrue();
    assertThat(administrator.manages()).isTrue();
    assertThat(administrator.allows(Permission.SOURCES_READ)).isFalse();
  }

  @Test
  void theNamesForADatabaseAreThoseThatGrant() {
    assertThat(Permission.SOURCES_READ.grantedBy())
        .containsExactlyInAnyOrder(
            "sources-read", "sources-read-sensitive", "sources-add-comments", "sources-admin");
    assertThat(Permission.of("sources-read")).contains(Permission.SOURCES_READ);
    assertThat(Permission.of("nonsense")).isEmpty();
  }
}
