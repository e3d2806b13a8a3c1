package org.postroom.contract.directory;

import java.util.List;

/** What {@code ListResources} answers; unset members are null. */
public record ListResourcesResponse(List<Resource> resources, String nextToken) {}
