-- Snapshots that have begun and are not complete: what was told up to this key.
create table snapshot_progress (
  organization_id text not null,
  epoch bigint not null,
  told_up_to text not null,
  constraint pk_snapshot_progress primary key (organization_id)
);
create index ix_event_sequence_epoch on event_sequence (epoch);
