package org.postroom.contract.directory;

import java.util.List;

/** What {@code ListTagsForResource} answers; unset members are null. */
public record ListTagsForResourceResponse(List<Tag> tags) {}
