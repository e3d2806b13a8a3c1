package org.postroom.kit.database;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.postroom.contract.operation.BoundedContext;

class PeersTest {
  private record Peers(
      Optional<String> directory,
      Optional<String> mailDomain,
      Optional<String> policy,
      Optional<String> export)
      implements KitConfig.PeersConfig {}

  private final KitConfig.PeersConfig peers =
      new Peers(
          Optional.of("http://directory:8081"),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  @Test
  void theAddressOfEachFollowedServiceIsRequired() {
    assertThatThrownBy(
            () -> peers.requireAll(Set.of(BoundedContext.DIRECTORY, BoundedContext.MAIL_DOMAIN)))
        .hasMessageStartingWith("postroom.peers.mail-domain is not set");
  }

  @Test
  void theAddressOfAServiceThatNobodyFollowsIsNot() {
    assertThatCode(() -> peers.requireAll(Set.of(BoundedContext.DIRECTORY)))
        .doesNotThrowAnyException();
  }
}
