package org.postroom.gateway.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.postroom.contract.operation.BoundedContext.DIRECTORY;
import static org.postroom.contract.operation.BoundedContext.POLICY;

import java.security.SecureRandom;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.postroom.contract.error.OperationRejected;
import org.postroom.contract.secret.SealingKeys;
import org.postroom.contract.secret.SecretSealer;

class CursorsTest {
  private static final String OTHER = "m-ffffffffffffffffffffffffffffffff";
  private static final Cursor CURSOR =
      Cursor.of(
          Map.of(
              DIRECTORY,
              new Position("7v1bYUsQSWmXJ4fTYxOBzA", 4_711, 2, 815),
              POLICY,
              Position.LATEST));

  private final Cursors cursors = cursors(0);

  private static Cursors cursors(int key) {
    byte[] bytes = new byte[32];
    bytes[0] = (byte) key;
    return new Cursors(
        new SecretSealer(new SealingKeys("k" + key, Map.of("k" + key, bytes)), new SecureRandom()));
  }

  @Test
  void aCursorIsReadBackAtEveryGatewayWithTheKeys() {
    String text = cursors.encode(FeedEvents.OWN, CURSOR);
    assertThat(cursors(0).decode(FeedEvents.OWN, text)).isEqualTo(CURSOR);
    assertThat(cursors.decode(FeedEvents.OWN, cursors.encode(FeedEvents.OWN, Cursor.BEGINNING)))
        .isEqualTo(Cursor.BEGINNING);
  }

  @Test
  void itNeedsNoEncodingInAQueryAndSaysNothing() {
    assertThat(cursors.encode(FeedEvents.OWN, CURSOR))
        .matches("[A-Za-z0-9._-]+")
        .doesNotContain("7v1bYUsQSWmXJ4fTYxOBzA")
        .hasSizeLessThan(1_024);
  }

  @Test
  void itIsForItsOrganizationAloneAndCannotBeAltered() {
    String text = cursors.encode(FeedEvents.OWN, CURSOR);
    assertRefused(cursors, OTHER, text);
    assertRefused(cursors, FeedEvents.OWN, text.substring(0, text.length() - 2));
    assertRefused(cursors, FeedEvents.OWN, "x" + text);
    assertRefused(cursors, FeedEvents.OWN, "sealed.k0.!");
    assertRefused(cursors, FeedEvents.OWN, "4711");
    assertRefused(cursors, FeedEvents.OWN, "x".repeat(100_000));
    assertRefused(cursors(1), FeedEvents.OWN, text);
  }

  private static void assertRefused(Cursors cursors, String organization, String text) {
    assertThatThrownBy(() -> cursors.decode(organization, text))
        .isInstanceOf(OperationRejected.class)
        .hasMessageContaining("is no cursor of this organization");
  }
}
