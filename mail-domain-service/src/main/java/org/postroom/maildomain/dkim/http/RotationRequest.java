package org.postroom.maildomain.dkim.http;

/** Which domain's key is to be replaced. */
record RotationRequest(String organizationId, String domainName) {
  boolean isComplete() {
    return organizationId != null && domainName != null;
  }
}
