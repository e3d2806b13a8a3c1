package org.postroom.maildomain.dkim.application;

import jakarta.inject.Singleton;
import org.postroom.contract.secret.SecretSealer;
import org.postroom.maildomain.dkim.application.SpareKeys.SpareKey;
import org.postroom.maildomain.dkim.model.KeyMaterial;
import org.postroom.maildomain.dkim.model.RsaKeyPair;

/**
 * The one place that has private keys in clear. Sealed for one registration, a key opens for no
 * other; a spare key opens only to be sealed for the registration that takes it.
 */
@Singleton
class KeySealing {
  private final SecretSealer sealer;

  KeySealing(SecretSealer sealer) {
    this.sealer = sealer;
  }

  SpareKey spare(String id, RsaKeyPair pair) {
    return new SpareKey(
        id,
        new KeyMaterial(
            pair.publicKey(), sealer.sealBytes(pair.privateKey(), KeyBinding.ofSpare(id))));
  }

  KeyMaterial give(SpareKey spare, String organizationId, String registrationId) {
    byte[] clear =
        sealer.openBytes(spare.material().sealedPrivateKey(), KeyBinding.ofSpare(spare.id()));
    return new KeyMaterial(
        spare.material().publicKey(),
        sealer.sealBytes(clear, KeyBinding.ofRegistration(organizationId, registrationId)));
  }

  /** PKCS#8. */
  byte[] open(String sealed, String organizationId, String registrationId) {
    return sealer.openBytes(sealed, KeyBinding.ofRegistration(organizationId, registrationId));
  }
}
