-- Tombstones of entities are forgotten after a while, the oldest first.
create index ix_directory_entity_tombstone on directory_entity (organization_id, deleted_at)
  where deleted_at is not null;
