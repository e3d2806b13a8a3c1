package org.postroom.maildomain.dkim.application;

import org.postroom.maildomain.dkim.model.KeyRing;

/**
 * A key ring as it is kept.
 *
 * @param version counts how often it was written
 */
public record StoredRing(KeyRing ring, long version) {}
