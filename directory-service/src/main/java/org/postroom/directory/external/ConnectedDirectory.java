package org.postroom.directory.external;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.regex.Pattern;

/**
 * A directory as the operator describes it.
 *
 * @param id what callers give as DirectoryId
 * @param alias the alias that the organization on it must have
 * @param type what DescribeOrganization calls it
 * @param account the only account that may use it; null for every account
 * @param adapter the name of the adapter that speaks to it
 * @param location where it is, in the adapter's terms
 * @param credentialsFile what it is spoken to with, in the adapter's terms
 */
public record ConnectedDirectory(
    @JsonProperty("id") String id,
    @JsonProperty("alias") String alias,
    @JsonProperty("type") String type,
    @JsonProperty("account") String account,
    @JsonProperty("adapter") String adapter,
    @JsonProperty("location") String location,
    @JsonProperty("credentialsFile") String credentialsFile) {
  private static final Pattern ID = Pattern.compile("d-[0-9a-f]{10}");
  private static final String STANDARD_TYPE = "ADConnector";

  public ConnectedDirectory {
    type = type == null ? STANDARD_TYPE : type;
  }

  /**
   * Refuses what no organization could be created on.
   *
   * @throws IllegalArgumentException says what is wrong
   */
  ConnectedDirectory requireComplete() {
    if (id == null || !ID.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "an external directory's id is d- and ten hexadecimal digits, not " + id);
    }
    if (alias == null || adapter == null || location == null || credentialsFile == null) {
      throw new IllegalArgumentException(
          "external directory " + id + " needs alias, adapter, location and credentialsFile");
    }
    return this;
  }
}
