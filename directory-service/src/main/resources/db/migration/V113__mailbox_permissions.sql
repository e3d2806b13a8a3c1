-- What a grantee may do with an entity's mailbox; without any permission there is no row.
CREATE TABLE mailbox_permission (
  organization_id  text COLLATE "C" NOT NULL,
  entity_id        text COLLATE "C" NOT NULL,
  entity_type      text             NOT NULL,
  grantee_id       text COLLATE "C" NOT NULL,
  grantee_type     text             NOT NULL,
  permissions      text             NOT NULL,
  creation_number  bigint           NOT NULL,
  CONSTRAINT pk_mailbox_permission PRIMARY KEY (organization_id, entity_id, grantee_id)
);
-- Lists in the order in which something was first granted.
CREATE INDEX ix_mailbox_permission_order
  ON mailbox_permission (organization_id, entity_id, creation_number);
-- What a deleted grantee leaves behind.
CREATE INDEX ix_mailbox_permission_grantee ON mailbox_permission (organization_id, grantee_id);
