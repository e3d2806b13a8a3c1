package org.postroom.gateway.auth;

import java.util.List;

/**
 * How the credentials of one moment differ from those of another. It says which, never what: no
 * secret and no policy is in it.
 *
 * @param accessKeys the keys that came, went or changed, by their accounts and ids
 * @param otherRates the accounts whose request rate came, went or changed, in order
 */
public record CredentialsChange(List<OfKey> accessKeys, List<String> otherRates) {

  /**
   * What happened to a key. One that belongs to another account now was removed from the one and
   * added to the other.
   *
   * @param change {@code added}, {@code removed} or {@code changed}
   * @param members of a changed one, by their names in the file; empty otherwise
   */
  public record OfKey(String accountId, String accessKeyId, String change, List<String> members) {
    static OfKey added(Credential credential) {
      return new OfKey(credential.account(), credential.accessKeyId(), "added", List.of());
    }

    static OfKey removed(Credential credential) {
      return new OfKey(credential.account(), credential.accessKeyId(), "removed", List.of());
    }

    static OfKey changed(Credential credential, List<String> members) {
      return new OfKey(credential.account(), credential.accessKeyId(), "changed", members);
    }
  }
}
