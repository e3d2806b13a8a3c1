package org.postroom.contract.policy.event;

import java.util.List;
import org.postroom.contract.policy.FolderConfiguration;

/** This is the organization's one retention policy from now on. */
public record RetentionPolicyPut(
    String id, String name, String description, List<FolderConfiguration> folderConfigurations) {}
