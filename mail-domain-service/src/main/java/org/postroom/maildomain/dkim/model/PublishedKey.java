package org.postroom.maildomain.dkim.model;

/**
 * What the world may know of a key.
 *
 * @param publicKey base64 of the X.509 encoding
 */
public record PublishedKey(String selector, String publicKey) {}
