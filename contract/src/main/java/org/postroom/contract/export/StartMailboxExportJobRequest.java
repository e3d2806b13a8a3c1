package org.postroom.contract.export;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.postroom.contract.validation.MemberPattern;
import org.postroom.contract.validation.Patterns;

/** Input of {@code StartMailboxExportJob}. Starts the export of a mailbox. */
public record StartMailboxExportJobRequest(
    @NotNull @Size(min = 1, max = 128) @MemberPattern(regexp = Patterns.CLIENT_TOKEN)
        String clientToken,
    @NotNull @Size(min = 34, max = 34) @MemberPattern(regexp = Patterns.ORGANIZATION_ID)
        String organizationId,
    @NotNull @Size(min = 1, max = 256) @MemberPattern(regexp = Patterns.ENTITY_IDENTIFIER)
        String entityId,
    @Size(max = 1023) @MemberPattern(regexp = Patterns.ANY_TEXT) String description,
    @NotNull @Size(min = 20, max = 2048) @MemberPattern(regexp = Patterns.ROLE_ARN) String roleArn,
    @NotNull @Size(min = 20, max = 2048) @MemberPattern(regexp = Patterns.KMS_KEY_ARN)
        String kmsKeyArn,
    @NotNull @Size(min = 1, max = 63) @MemberPattern(regexp = Patterns.S3_BUCKET_NAME)
        String s3BucketName,
    @NotNull @Size(min = 1, max = 1023) @MemberPattern(regexp = Patterns.S3_OBJECT_KEY)
        String s3Prefix) {}
