package org.postroom.contract.directory;

import java.util.List;
import org.postroom.contract.operation.Operation;

/** The operations of the directory context, inherited from one table per subject. */
public final class DirectoryOperations
    implements OrganizationOperations,
        UserOperations,
        GroupOperations,
        ResourceOperations,
        AddressOperations,
        MailboxOperations {
  /** Every row of the context. */
  public static final List<Operation<?, ?>> ALL =
      List.of(
          CREATE_ORGANIZATION,
          DESCRIBE_ORGANIZATION,
          LIST_ORGANIZATIONS,
          DELETE_ORGANIZATION,
          TAG_RESOURCE,
          UNTAG_RESOURCE,
          LIST_TAGS_FOR_RESOURCE,
          CREATE_USER,
          DESCRIBE_USER,
          UPDATE_USER,
          DELETE_USER,
          LIST_USERS,
          RESET_PASSWORD,
          CREATE_GROUP,
          DESCRIBE_GROUP,
          UPDATE_GROUP,
          DELETE_GROUP,
          LIST_GROUPS,
          LIST_GROUP_MEMBERS,
          ASSOCIATE_MEMBER_TO_GROUP,
          DISASSOCIATE_MEMBER_FROM_GROUP,
          LIST_GROUPS_FOR_ENTITY,
          CREATE_RESOURCE,
          DESCRIBE_RESOURCE,
          UPDATE_RESOURCE,
          DELETE_RESOURCE,
          LIST_RESOURCES,
          LIST_RESOURCE_DELEGATES,
          ASSOCIATE_DELEGATE_TO_RESOURCE,
          DISASSOCIATE_DELEGATE_FROM_RESOURCE,
          REGISTER_TO_WORK_MAIL,
          DEREGISTER_FROM_WORK_MAIL,
          UPDATE_PRIMARY_EMAIL_ADDRESS,
          CREATE_ALIAS,
          DELETE_ALIAS,
          LIST_ALIASES,
          DESCRIBE_ENTITY,
          DEREGISTER_MAIL_DOMAIN,
          GET_MAILBOX_DETAILS,
          UPDATE_MAILBOX_QUOTA,
          PUT_MAILBOX_PERMISSIONS,
          DELETE_MAILBOX_PERMISSIONS,
          LIST_MAILBOX_PERMISSIONS);

  private DirectoryOperations() {}
}
