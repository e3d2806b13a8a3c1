package org.postroom.maildomain.dkim.persistence;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import org.postroom.kit.sealing.SealedColumn;
import org.postroom.kit.sealing.SealedPlace;
import org.postroom.maildomain.dkim.application.KeyBinding;

/** Where private keys rest. */
@Singleton
class SealedKeys {
  @Produces
  @Singleton
  SealedPlace current() {
    return ofRing("current_private_key");
  }

  @Produces
  @Singleton
  SealedPlace next() {
    return ofRing("next_private_key");
  }

  @Produces
  @Singleton
  SealedPlace spare() {
    return new SealedColumn(
        "dkim_spare_key",
        "sealed_private_key",
        List.of("key_id"),
        key -> KeyBinding.ofSpare(key.get(0)));
  }

  private static SealedPlace ofRing(String column) {
    return new SealedColumn(
        "dkim_key_ring",
        column,
        List.of("organization_id", "registration_id"),
        key -> KeyBinding.ofRegistration(key.get(0), key.get(1)));
  }
}
