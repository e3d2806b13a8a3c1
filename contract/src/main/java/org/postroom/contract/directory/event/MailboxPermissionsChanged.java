package org.postroom.contract.directory.event;

import java.util.List;

/**
 * This is all that a grantee may do with an entity's mailbox from now on; nothing, when there are
 * no values. What is granted to a group its members may do, those of groups in it included.
 */
public record MailboxPermissionsChanged(
    String entityId, String granteeId, String granteeType, List<String> permissionValues) {}
