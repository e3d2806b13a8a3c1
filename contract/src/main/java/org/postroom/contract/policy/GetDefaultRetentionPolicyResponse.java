package org.postroom.contract.policy;

import java.util.List;

/** What {@code GetDefaultRetentionPolicy} answers; unset members are null. */
public record GetDefaultRetentionPolicyResponse(
    String id, String name, String description, List<FolderConfiguration> folderConfigurations) {}
