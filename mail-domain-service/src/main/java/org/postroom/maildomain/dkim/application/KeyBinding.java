package org.postroom.maildomain.dkim.application;

import org.postroom.contract.secret.SecretSealer;

/** What a sealed private key is bound to: the registration that signs with it, or its stock. */
public final class KeyBinding {
  private static final String SPARE = "spare";
  private static final String MEMBER = "DkimPrivateKey";

  private KeyBinding() {}

  /** Of a key that belongs to nobody yet. */
  public static String ofSpare(String keyId) {
    return SecretSealer.member(SPARE, keyId, MEMBER);
  }

  /** Of a registration's key. */
  public static String ofRegistration(String organizationId, String registrationId) {
    return SecretSealer.member(organizationId, registrationId, MEMBER);
  }
}
