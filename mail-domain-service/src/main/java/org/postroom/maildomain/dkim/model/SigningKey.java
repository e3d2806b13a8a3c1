package org.postroom.maildomain.dkim.model;

/**
 * A key that signs mail, or will.
 *
 * @param selector under which its public half is published
 * @param publicKey base64 of the X.509 encoding: what a record says behind {@code p=}
 * @param sealedPrivateKey opens with the associated data of its registration
 */
public record SigningKey(String selector, String publicKey, String sealedPrivateKey) {}
