package org.postroom.contract.directory;

/** What {@code DescribeEntity} answers; unset members are null. */
public record DescribeEntityResponse(String entityId, String name, EntityType type) {}
