package org.postroom.contract.directory;

import java.util.List;

/** What {@code ListResourceDelegates} answers; unset members are null. */
public record ListResourceDelegatesResponse(List<Delegate> delegates, String nextToken) {}
