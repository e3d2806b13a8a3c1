package org.postroom.maildomain.domain.model;

/**
 * A public key that is to be found in DNS.
 *
 * @param hostname the name whose TXT record, also behind CNAMEs, has the key, without trailing dot
 * @param publicKey the key as it stands in the record's {@code p} tag: base64 without white space
 */
public record ExpectedDkimKey(String hostname, String publicKey) {}
