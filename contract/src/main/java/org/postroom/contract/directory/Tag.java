package org.postroom.contract.directory;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** A key with its value. */
public record Tag(
    @NotNull @Size(min = 1, max = 128) String key, @NotNull @Size(max = 256) String value) {}
