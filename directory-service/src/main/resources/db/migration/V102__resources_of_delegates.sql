-- In an order of their own, so that the removal of a delegate's rows always walks this index.
DROP INDEX ix_resource_delegate_resources;
CREATE INDEX ix_resource_delegate_resources
  ON resource_delegate (organization_id, delegate_id, resource_id);
