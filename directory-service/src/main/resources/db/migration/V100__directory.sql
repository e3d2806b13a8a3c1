-- Every tenant table's key begins with the organization id, nothing joins across organizations:
-- the schema can be spread by organization. Keys are folded to lower case by the service and
-- compared byte by byte (COLLATE "C"), so that a prefix is a range and % and _ are ordinary.

CREATE TABLE organization (
  organization_id       text COLLATE "C" NOT NULL,
  account               text COLLATE "C" NOT NULL,
  alias                 text             NOT NULL,
  directory_id          text             NOT NULL,
  requested_domains     text             NOT NULL,
  state                 text             NOT NULL,
  error_message         text,
  completed_at          timestamptz,
  -- The last creation number given to a user, group or resource.
  last_creation_number  bigint           NOT NULL,
  CONSTRAINT pk_organization PRIMARY KEY (organization_id)
) WITH (fillfactor = 50);

-- Global: who holds which alias.
CREATE TABLE organization_alias (
  alias_key        text COLLATE "C" NOT NULL,
  organization_id  text COLLATE "C" NOT NULL,
  CONSTRAINT pk_organization_alias PRIMARY KEY (alias_key)
);

-- Global: the organizations of an account, in the order of their creation.
CREATE TABLE account_organization (
  account          text COLLATE "C" NOT NULL,
  creation_number  bigint           NOT NULL,
  organization_id  text COLLATE "C" NOT NULL,
  -- Whether it counts against the account's quota.
  counted          boolean          NOT NULL,
  CONSTRAINT pk_account_organization PRIMARY KEY (account, creation_number),
  CONSTRAINT uq_account_organization UNIQUE (account, organization_id)
);
CREATE INDEX ix_account_organization_counted ON account_organization (account) WHERE counted;

-- One name space per organization for users, groups and resources that are not DELETED.
CREATE TABLE entity_name (
  organization_id  text COLLATE "C" NOT NULL,
  name_key         text COLLATE "C" NOT NULL,
  entity_id        text COLLATE "C" NOT NULL,
  entity_type      text             NOT NULL,
  CONSTRAINT pk_entity_name PRIMARY KEY (organization_id, name_key)
);

-- One address space per organization: primary addresses and aliases of what is ENABLED.
CREATE TABLE entity_address (
  organization_id  text COLLATE "C" NOT NULL,
  address_key      text COLLATE "C" NOT NULL,
  address          text             NOT NULL,
  domain_name      text COLLATE "C" NOT NULL,
  entity_id        text COLLATE "C" NOT NULL,
  entity_type      text             NOT NULL,
  is_primary       boolean          NOT NULL,
  creation_number  bigint           NOT NULL,
  CONSTRAINT pk_entity_address PRIMARY KEY (organization_id, address_key)
);
CREATE INDEX ix_entity_address_entity
  ON entity_address (organization_id, entity_id, creation_number);
CREATE INDEX ix_entity_address_domain ON entity_address (organization_id, domain_name);

-- Deleted users, groups and resources until they are purged; the timer looks by partition.
CREATE TABLE entity_tombstone (
  organization_id    text COLLATE "C" NOT NULL,
  entity_id          text COLLATE "C" NOT NULL,
  entity_type        text             NOT NULL,
  command_partition  integer          NOT NULL,
  purge_at           timestamptz      NOT NULL,
  CONSTRAINT pk_entity_tombstone PRIMARY KEY (organization_id, entity_id)
);
CREATE INDEX ix_entity_tombstone_due ON entity_tombstone (command_partition, purge_at);
CREATE INDEX ix_entity_tombstone_organization ON entity_tombstone (organization_id, purge_at);

CREATE TABLE directory_user (
  organization_id           text COLLATE "C" NOT NULL,
  user_id                   text COLLATE "C" NOT NULL,
  creation_number           bigint           NOT NULL,
  name                      text             NOT NULL,
  name_key                  text COLLATE "C" NOT NULL,
  display_name              text             NOT NULL,
  display_name_key          text COLLATE "C" NOT NULL,
  email                     text,
  email_key                 text COLLATE "C",
  state                     text             NOT NULL,
  role                      text             NOT NULL,
  hidden                    boolean          NOT NULL,
  enabled_at                timestamptz,
  disabled_at               timestamptz,
  mailbox_provisioned_at    timestamptz,
  mailbox_deprovisioned_at  timestamptz,
  first_name                text,
  last_name                 text,
  initials                  text,
  telephone                 text,
  street                    text,
  job_title                 text,
  city                      text,
  company                   text,
  zip_code                  text,
  department                text,
  country                   text,
  office                    text,
  CONSTRAINT pk_directory_user PRIMARY KEY (organization_id, user_id)
);
-- Lists by state, and (as two ranges) the unfiltered list, which leaves out DELETED.
CREATE INDEX ix_directory_user_state
  ON directory_user (organization_id, state, creation_number);
CREATE INDEX ix_directory_user_name
  ON directory_user (organization_id, name_key, user_id) WHERE state <> 'DELETED';
CREATE INDEX ix_directory_user_display_name
  ON directory_user (organization_id, display_name_key, user_id) WHERE state <> 'DELETED';
CREATE INDEX ix_directory_user_email
  ON directory_user (organization_id, email_key, user_id) WHERE email_key IS NOT NULL;

-- Password hashes, apart from everything that is listed or described.
CREATE TABLE user_credential (
  organization_id  text COLLATE "C" NOT NULL,
  user_id          text COLLATE "C" NOT NULL,
  password_hash    text             NOT NULL,
  changed_at       timestamptz      NOT NULL,
  CONSTRAINT pk_user_credential PRIMARY KEY (organization_id, user_id)
);

-- View of the mail-domain context: what its events have told.
CREATE TABLE mail_domain_view (
  organization_id   text COLLATE "C" NOT NULL,
  domain_name       text COLLATE "C" NOT NULL,
  registration_id   text COLLATE "C" NOT NULL,
  test_domain       boolean          NOT NULL,
  ownership_status  text             NOT NULL,
  CONSTRAINT pk_mail_domain_view PRIMARY KEY (organization_id, domain_name)
);
CREATE TABLE default_mail_domain_view (
  organization_id  text COLLATE "C" NOT NULL,
  registration_id  text COLLATE "C" NOT NULL,
  domain_name      text COLLATE "C" NOT NULL,
  CONSTRAINT pk_default_mail_domain_view PRIMARY KEY (organization_id)
);
