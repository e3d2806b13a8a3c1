CREATE TABLE directory_group (
  organization_id  text COLLATE "C" NOT NULL,
  group_id         text COLLATE "C" NOT NULL,
  creation_number  bigint           NOT NULL,
  name             text             NOT NULL,
  name_key         text COLLATE "C" NOT NULL,
  email            text,
  email_key        text COLLATE "C",
  state            text             NOT NULL,
  hidden           boolean          NOT NULL,
  enabled_at       timestamptz,
  disabled_at      timestamptz,
  CONSTRAINT pk_directory_group PRIMARY KEY (organization_id, group_id)
);
-- Lists by state, and (as two ranges) the unfiltered list, which leaves out DELETED.
CREATE INDEX ix_directory_group_state
  ON directory_group (organization_id, state, creation_number);
CREATE INDEX ix_directory_group_name
  ON directory_group (organization_id, name_key, group_id) WHERE state <> 'DELETED';
CREATE INDEX ix_directory_group_email
  ON directory_group (organization_id, email_key, group_id) WHERE email_key IS NOT NULL;

CREATE TABLE directory_resource (
  organization_id           text COLLATE "C" NOT NULL,
  resource_id               text COLLATE "C" NOT NULL,
  creation_number           bigint           NOT NULL,
  name                      text             NOT NULL,
  name_key                  text COLLATE "C" NOT NULL,
  resource_type             text             NOT NULL,
  description               text,
  email                     text,
  email_key                 text COLLATE "C",
  state                     text             NOT NULL,
  hidden                    boolean          NOT NULL,
  auto_accept               boolean          NOT NULL,
  auto_decline_recurring    boolean          NOT NULL,
  auto_decline_conflicting  boolean          NOT NULL,
  enabled_at                timestamptz,
  disabled_at               timestamptz,
  mailbox_provisioned_at    timestamptz,
  mailbox_deprovisioned_at  timestamptz,
  CONSTRAINT pk_directory_resource PRIMARY KEY (organization_id, resource_id)
);
CREATE INDEX ix_directory_resource_state
  ON directory_resource (organization_id, state, creation_number);
CREATE INDEX ix_directory_resource_name
  ON directory_resource (organization_id, name_key, resource_id) WHERE state <> 'DELETED';
CREATE INDEX ix_directory_resource_email
  ON directory_resource (organization_id, email_key, resource_id) WHERE email_key IS NOT NULL;

-- The direct members of groups: users and groups. Rows of what is DELETED mean nothing and are
-- removed in chunks.
CREATE TABLE group_member (
  organization_id  text COLLATE "C" NOT NULL,
  group_id         text COLLATE "C" NOT NULL,
  member_id        text COLLATE "C" NOT NULL,
  member_type      text             NOT NULL,
  creation_number  bigint           NOT NULL,
  -- The group's name never changes: the groups of a member are listed by its prefix.
  group_name_key   text COLLATE "C" NOT NULL,
  CONSTRAINT pk_group_member PRIMARY KEY (organization_id, group_id, member_id)
);
CREATE INDEX ix_group_member_members
  ON group_member (organization_id, group_id, creation_number);
CREATE INDEX ix_group_member_groups
  ON group_member (organization_id, member_id, creation_number);
CREATE INDEX ix_group_member_group_name
  ON group_member (organization_id, member_id, group_name_key, group_id);

-- The users and groups that decide for resources; of rows of what is DELETED the same holds.
CREATE TABLE resource_delegate (
  organization_id  text COLLATE "C" NOT NULL,
  resource_id      text COLLATE "C" NOT NULL,
  delegate_id      text COLLATE "C" NOT NULL,
  delegate_type    text             NOT NULL,
  creation_number  bigint           NOT NULL,
  CONSTRAINT pk_resource_delegate PRIMARY KEY (organization_id, resource_id, delegate_id)
);
CREATE INDEX ix_resource_delegate_delegates
  ON resource_delegate (organization_id, resource_id, creation_number);
CREATE INDEX ix_resource_delegate_resources
  ON resource_delegate (organization_id, delegate_id);
