package org.postroom.contract.directory;

import jakarta.validation.constraints.Size;
import org.postroom.contract.validation.EnumValue;

/** What ListResources is narrowed to; at most one member. */
public record ListResourcesFilters(
    @Size(max = 256) String namePrefix,
    @Size(max = 256) String primaryEmailPrefix,
    @EnumValue(EntityState.class) String state) {}
