package org.postroom.maildomain.dkim.http;

import org.postroom.maildomain.dkim.application.SigningKeys.OpenKey;
import org.postroom.maildomain.dkim.model.RsaKeyPair;

/**
 * The answer to a mail server.
 *
 * @param selector for the tag {@code s=}
 * @param privateKey PKCS#8 as PEM
 */
record SigningKeyAnswer(
    String organizationId, String domainName, String selector, String privateKey) {

  static SigningKeyAnswer of(OpenKey key) {
    return new SigningKeyAnswer(
        key.organizationId(),
        key.domain().text(),
        key.selector(),
        RsaKeyPair.pem(key.privateKey()));
  }

  @Override
  public String toString() {
    return "[key " + selector + " of " + domainName + "]";
  }
}
