package org.postroom.contract.directory.event;

import static org.postroom.contract.operation.BoundedContext.DIRECTORY;

import java.util.List;
import org.postroom.contract.event.EventCatalogue;
import org.postroom.contract.event.EventType;

/** The events of the directory context. */
public final class DirectoryEvents {
  public static final EventType<OrganizationRequested> ORGANIZATION_REQUESTED =
      EventType.of(DIRECTORY, "OrganizationRequested", OrganizationRequested.class);
  public static final EventType<OrganizationSetUpRequested> ORGANIZATION_SET_UP_REQUESTED =
      EventType.of(DIRECTORY, "OrganizationSetUpRequested", OrganizationSetUpRequested.class);
  public static final EventType<OrganizationActivated> ORGANIZATION_ACTIVATED =
      EventType.of(DIRECTORY, "OrganizationActivated", OrganizationActivated.class);
  public static final EventType<OrganizationFailed> ORGANIZATION_FAILED =
      EventType.of(DIRECTORY, "OrganizationFailed", OrganizationFailed.class);
  public static final EventType<OrganizationDeleting> ORGANIZATION_DELETING =
      EventType.of(DIRECTORY, "OrganizationDeleting", OrganizationDeleting.class);
  public static final EventType<OrganizationRemovalRequested> ORGANIZATION_REMOVAL_REQUESTED =
      EventType.of(DIRECTORY, "OrganizationRemovalRequested", OrganizationRemovalRequested.class);
  public static final EventType<OrganizationDeleted> ORGANIZATION_DELETED =
      EventType.of(DIRECTORY, "OrganizationDeleted", OrganizationDeleted.class);
  public static final EventType<OrganizationTagged> ORGANIZATION_TAGGED =
      EventType.of(DIRECTORY, "OrganizationTagged", OrganizationTagged.class);
  public static final EventType<OrganizationUntagged> ORGANIZATION_UNTAGGED =
      EventType.of(DIRECTORY, "OrganizationUntagged", OrganizationUntagged.class);
  public static final EventType<UserCreated> USER_CREATED =
      EventType.of(DIRECTORY, "UserCreated", UserCreated.class);
  public static final EventType<UserUpdated> USER_UPDATED =
      EventType.of(DIRECTORY, "UserUpdated", UserUpdated.class);
  public static final EventType<UserPasswordReset> USER_PASSWORD_RESET =
      EventType.of(DIRECTORY, "UserPasswordReset", UserPasswordReset.class);
  public static final EventType<UserDeleted> USER_DELETED =
      EventType.of(DIRECTORY, "UserDeleted", UserDeleted.class);
  public static final EventType<GroupCreated> GROUP_CREATED =
      EventType.of(DIRECTORY, "GroupCreated", GroupCreated.class);
  public static final EventType<GroupUpdated> GROUP_UPDATED =
      EventType.of(DIRECTORY, "GroupUpdated", GroupUpdated.class);
  public static final EventType<GroupDeleted> GROUP_DELETED =
      EventType.of(DIRECTORY, "GroupDeleted", GroupDeleted.class);
  public static final EventType<ResourceCreated> RESOURCE_CREATED =
      EventType.of(DIRECTORY, "ResourceCreated", ResourceCreated.class);
  public static final EventType<ResourceUpdated> RESOURCE_UPDATED =
      EventType.of(DIRECTORY, "ResourceUpdated", ResourceUpdated.class);
  public static final EventType<ResourceDeleted> RESOURCE_DELETED =
      EventType.of(DIRECTORY, "ResourceDeleted", ResourceDeleted.class);
  public static final EventType<EntityRegistered> ENTITY_REGISTERED =
      EventType.of(DIRECTORY, "EntityRegistered", EntityRegistered.class);
  public static final EventType<EntityDeregistered> ENTITY_DEREGISTERED =
      EventType.of(DIRECTORY, "EntityDeregistered", EntityDeregistered.class);
  public static final EventType<EntityHistoryTold> ENTITY_HISTORY_TOLD =
      EventType.of(DIRECTORY, "EntityHistoryTold", EntityHistoryTold.class);
  public static final EventType<AliasCreated> ALIAS_CREATED =
      EventType.of(DIRECTORY, "AliasCreated", AliasCreated.class);
  public static final EventType<AliasDeleted> ALIAS_DELETED =
      EventType.of(DIRECTORY, "AliasDeleted", AliasDeleted.class);
  public static final EventType<PrimaryEmailAddressChanged> PRIMARY_EMAIL_ADDRESS_CHANGED =
      EventType.of(DIRECTORY, "PrimaryEmailAddressChanged", PrimaryEmailAddressChanged.class);
  public static final EventType<MemberAssociated> MEMBER_ASSOCIATED =
      EventType.of(DIRECTORY, "MemberAssociated", MemberAssociated.class);
  public static final EventType<MemberDisassociated> MEMBER_DISASSOCIATED =
      EventType.of(DIRECTORY, "MemberDisassociated", MemberDisassociated.class);
  public static final EventType<DelegateAssociated> DELEGATE_ASSOCIATED =
      EventType.of(DIRECTORY, "DelegateAssociated", DelegateAssociated.class);
  public static final EventType<DelegateDisassociated> DELEGATE_DISASSOCIATED =
      EventType.of(DIRECTORY, "DelegateDisassociated", DelegateDisassociated.class);
  public static final EventType<MailboxQuotaChanged> MAILBOX_QUOTA_CHANGED =
      EventType.of(DIRECTORY, "MailboxQuotaChanged", MailboxQuotaChanged.class);
  public static final EventType<MailboxPurged> MAILBOX_PURGED =
      EventType.of(DIRECTORY, "MailboxPurged", MailboxPurged.class);
  public static final EventType<MailboxPermissionsChanged> MAILBOX_PERMISSIONS_CHANGED =
      EventType.of(DIRECTORY, "MailboxPermissionsChanged", MailboxPermissionsChanged.class);
  public static final EventType<MailDomainClosed> MAIL_DOMAIN_CLOSED =
      EventType.of(DIRECTORY, "MailDomainClosed", MailDomainClosed.class);

  public static final EventCatalogue CATALOGUE =
      new EventCatalogue(
          DIRECTORY,
          List.of(
              ORGANIZATION_REQUESTED,
              ORGANIZATION_SET_UP_REQUESTED,
              ORGANIZATION_ACTIVATED,
              ORGANIZATION_FAILED,
              ORGANIZATION_DELETING,
              ORGANIZATION_REMOVAL_REQUESTED,
              ORGANIZATION_DELETED,
              ORGANIZATION_TAGGED,
              ORGANIZATION_UNTAGGED,
              USER_CREATED,
              USER_UPDATED,
              USER_PASSWORD_RESET,
              USER_DELETED,
              GROUP_CREATED,
              GROUP_UPDATED,
              GROUP_DELETED,
              RESOURCE_CREATED,
              RESOURCE_UPDATED,
              RESOURCE_DELETED,
              ENTITY_REGISTERED,
              ENTITY_DEREGISTERED,
              ENTITY_HISTORY_TOLD,
              ALIAS_CREATED,
              ALIAS_DELETED,
              PRIMARY_EMAIL_ADDRESS_CHANGED,
              MEMBER_ASSOCIATED,
              MEMBER_DISASSOCIATED,
              DELEGATE_ASSOCIATED,
              DELEGATE_DISASSOCIATED,
              MAILBOX_QUOTA_CHANGED,
              MAILBOX_PURGED,
              MAILBOX_PERMISSIONS_CHANGED,
              MAIL_DOMAIN_CLOSED));

  private DirectoryEvents() {}
}
