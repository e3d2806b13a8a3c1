package org.postroom.contract.directory;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.postroom.contract.validation.EnumValue;
import org.postroom.contract.validation.MemberPattern;
import org.postroom.contract.validation.Patterns;

/**
 * Input of {@code PutMailboxPermissions}. Sets what a grantee may do with a mailbox, replacing what
 * it may do now.
 */
public record PutMailboxPermissionsRequest(
    @NotNull @Size(min = 34, max = 34) @MemberPattern(regexp = Patterns.ORGANIZATION_ID)
        String organizationId,
    @NotNull @Size(min = 1, max = 256) @MemberPattern(regexp = Patterns.ENTITY_IDENTIFIER)
        String entityId,
    @NotNull @Size(min = 1, max = 256) @MemberPattern(regexp = Patterns.ENTITY_IDENTIFIER)
        String granteeId,
    @NotNull List<@NotNull @EnumValue(PermissionType.class) String> permissionValues) {}
