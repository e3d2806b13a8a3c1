package org.postroom.contract.operation;

/** A request for a page of something that an organization has. */
public interface PagedRequest {
  /** The organization listed. */
  String organizationId();

  /** Most items of the page; null for the default. */
  Integer maxResults();

  /** Where the page begins, as the page before told; null for the first. */
  String nextToken();
}
