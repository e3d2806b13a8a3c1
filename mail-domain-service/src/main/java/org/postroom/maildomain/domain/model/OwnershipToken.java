package org.postroom.maildomain.domain.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * What an organization publishes below a domain to show that the domain is its own. It is no
 * secret: it is another one for each organization and domain, and stays the same over time, however
 * often the domain is registered.
 *
 * @param text 44 characters of base64
 */
public record OwnershipToken(String text) {
  private static final String LABEL = "_amazonses.";

  /** The token of an organization for a domain. */
  public static OwnershipToken of(String organizationId, DomainName domain) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(("ownership " + organizationId + " " + domain).getBytes(UTF_8));
      return new OwnershipToken(Base64.getEncoder().encodeToString(hash));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The name whose TXT record holds the token. */
  public static String hostname(DomainName domain) {
    return LABEL + domain;
  }
}
