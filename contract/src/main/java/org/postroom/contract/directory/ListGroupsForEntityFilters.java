package org.postroom.contract.directory;

import jakarta.validation.constraints.Size;

/** What ListGroupsForEntity is narrowed to. */
public record ListGroupsForEntityFilters(@Size(max = 256) String groupNamePrefix) {}
