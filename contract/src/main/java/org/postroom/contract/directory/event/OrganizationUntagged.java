package org.postroom.contract.directory.event;

import java.util.List;

/** An organization has no tags with these keys any more. */
public record OrganizationUntagged(List<String> tagKeys) {}
