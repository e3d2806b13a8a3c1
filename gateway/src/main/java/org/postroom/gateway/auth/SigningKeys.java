package org.postroom.gateway.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.concurrent.atomic.AtomicReferenceArray;
import javax.crypto.SecretKey;

/**
 * The signing keys derived from one secret, which hold for a date, region and service. The last two
 * are kept: around midnight callers use two dates, and the rest is fixed for an installation.
 */
public final class SigningKeys {
  private final String secretAccessKey;
  private final AtomicReferenceArray<Derived> kept = new AtomicReferenceArray<>(2);

  public SigningKeys(String secretAccessKey) {
    this.secretAccessKey = secretAccessKey;
  }

  /** The key for a scope; the caller has checked that the scope is one it serves. */
  SecretKey of(String date, String region, String service) {
    int slot = date.charAt(date.length() - 1) & 1;
    Derived derived = kept.get(slot);
    if (derived == null || !derived.isFor(date, region, service)) {
      derived = new Derived(date, region, service, derive(date, region, service));
      kept.set(slot, derived);
    }
    return derived.key;
  }

  private SecretKey derive(String date, String region, String service) {
    byte[] key = ("AWS4" + secretAccessKey).getBytes(UTF_8);
    for (String part : new String[] {date, region, service, "aws4_request"}) {
      key = Digests.hmacSha256(Digests.hmacKey(key), part.getBytes(UTF_8));
    }
    return Digests.hmacKey(key);
  }

  @Override
  public String toString() {
    return "[signing keys]";
  }

  private record Derived(String date, String region, String service, SecretKey key) {
    boolean isFor(String date, String region, String service) {
      return this.date.equals(date) && this.region.equals(region) && this.service.equals(service);
    }
  }
}
