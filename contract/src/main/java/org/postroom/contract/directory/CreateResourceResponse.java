package org.postroom.contract.directory;

/** What {@code CreateResource} answers; unset members are null. */
public record CreateResourceResponse(String resourceId) {}
