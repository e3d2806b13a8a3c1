package org.postroom.contract.directory;

import java.util.List;

/** What a grantee may do with a mailbox. */
public record Permission(
    String granteeId, MemberType granteeType, List<PermissionType> permissionValues) {}
