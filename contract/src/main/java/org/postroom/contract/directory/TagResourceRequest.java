package org.postroom.contract.directory;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.postroom.contract.validation.MemberPattern;
import org.postroom.contract.validation.Patterns;

/** Input of {@code TagResource}. Sets tags of an organization, overwriting equal keys. */
public record TagResourceRequest(
    @JsonProperty("ResourceARN")
        @NotNull
        @Size(min = 1, max = 1011)
        @MemberPattern(regexp = Patterns.ORGANIZATION_ARN)
        String resourceArn,
    @NotNull @Size(max = 50) List<@NotNull @Valid Tag> tags) {}
