-- In an order of their own, so that the removal of a grantee's rows always walks this index.
DROP INDEX ix_mailbox_permission_grantee;
CREATE INDEX ix_mailbox_permission_grantee
  ON mailbox_permission (organization_id, grantee_id, entity_id);
