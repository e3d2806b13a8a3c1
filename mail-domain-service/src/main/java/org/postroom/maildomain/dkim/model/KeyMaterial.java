package org.postroom.maildomain.dkim.model;

/**
 * A pair of keys before it has a selector.
 *
 * @param publicKey base64 of the X.509 encoding
 * @param sealedPrivateKey never in clear
 */
public record KeyMaterial(String publicKey, String sealedPrivateKey) {
  SigningKey under(String selector) {
    return new SigningKey(selector, publicKey, sealedPrivateKey);
  }
}
