package org.postroom.contract.policy;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.postroom.contract.validation.EnumValue;

/** What happens to the old items of a folder. */
public record FolderConfiguration(
    @NotNull @EnumValue(FolderName.class) String name,
    @NotNull @EnumValue(RetentionAction.class) String action,
    @Min(1) @Max(730) Integer period) {}
