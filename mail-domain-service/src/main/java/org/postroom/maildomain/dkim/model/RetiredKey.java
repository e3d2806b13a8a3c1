package org.postroom.maildomain.dkim.model;

import java.time.Instant;

/**
 * A key that signs no more. Its private half is gone; mail it has signed may still be on its way.
 *
 * @param until stays published until then
 */
public record RetiredKey(String selector, String publicKey, Instant until) {}
