package org.postroom.directory.organization.model;

/**
 * A directory outside Postroom that the operator has connected.
 *
 * @param alias the only alias that an organization on it may have
 * @param type what DescribeOrganization calls it
 * @param account the only account that may use it; null for every account
 */
public record ExternalDirectory(
    String id, String alias, String type, String account, DirectoryCondition condition) {

  /** Whether it exists for an account. */
  public boolean isOpenTo(String callersAccount) {
    return account == null || account.equals(callersAccount);
  }
}
