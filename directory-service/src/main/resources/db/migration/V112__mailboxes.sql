-- A row is a mailbox: of what is registered, or kept for a while after that. Only plain SQL writes
-- here, so that a report of a million sizes loads nothing.
CREATE TABLE mailbox (
  organization_id    text COLLATE "C" NOT NULL,
  entity_id          text COLLATE "C" NOT NULL,
  quota_megabytes    integer          NOT NULL,
  size_bytes         bigint           NOT NULL DEFAULT 0,
  -- Null before the first report.
  size_reported_at   timestamptz,
  -- Null while it is in use; the timer looks by partition.
  kept_until         timestamptz,
  command_partition  integer          NOT NULL,
  CONSTRAINT pk_mailbox PRIMARY KEY (organization_id, entity_id)
);
CREATE INDEX ix_mailbox_due ON mailbox (command_partition, kept_until)
  WHERE kept_until IS NOT NULL;
CREATE INDEX ix_mailbox_organization_due ON mailbox (organization_id, kept_until)
  WHERE kept_until IS NOT NULL;

-- What was registered before has a mailbox. Its partition is told when it is next deregistered.
INSERT INTO mailbox (organization_id, entity_id, quota_megabytes, command_partition)
  SELECT organization_id, user_id, 51200, 0 FROM directory_user
  WHERE state = 'ENABLED' AND mailbox_provisioned_at IS NOT NULL
  UNION ALL
  SELECT organization_id, resource_id, 51200, 0 FROM directory_resource
  WHERE state = 'ENABLED' AND mailbox_provisioned_at IS NOT NULL;
