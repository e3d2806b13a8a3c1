package org.postroom.contract.directory;

import java.util.List;

/** What {@code ListAliases} answers; unset members are null. */
public record ListAliasesResponse(List<String> aliases, String nextToken) {}
