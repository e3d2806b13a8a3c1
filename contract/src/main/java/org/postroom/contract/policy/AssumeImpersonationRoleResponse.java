package org.postroom.contract.policy;

import org.postroom.contract.secret.Secret;

/** What {@code AssumeImpersonationRole} answers; unset members are null. */
public record AssumeImpersonationRoleResponse(Secret token, Long expiresIn) {}
