package org.postroom.kit.lane;

/** How much a worker takes at once; at least one record, whatever its size. */
public record BatchBounds(int records, long bytes) {}
