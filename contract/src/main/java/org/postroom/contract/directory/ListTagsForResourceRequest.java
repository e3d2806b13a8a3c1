package org.postroom.contract.directory;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.postroom.contract.validation.MemberPattern;
import org.postroom.contract.validation.Patterns;

/** Input of {@code ListTagsForResource}. Reads all tags of an organization; not paged. */
public record ListTagsForResourceRequest(
    @JsonProperty("ResourceARN")
        @NotNull
        @Size(min = 1, max = 1011)
        @MemberPattern(regexp = Patterns.ORGANIZATION_ARN)
        String resourceArn) {}
