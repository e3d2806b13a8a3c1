-- The audit records of commands that took effect, in the order of their lane; published rows stay
-- as long as those of the outbox. The chain of a lane goes on in its row; an epoch begins a new one.
create table audit_record (
  organization_id text not null,
  lane_topic text not null,
  lane_partition integer not null,
  position bigint not null,
  writer text not null,
  number bigint not null,
  type text not null,
  written_at timestamptz not null,
  previous bytea not null,
  hash bytea not null,
  data bytea not null,
  constraint pk_audit_record primary key (organization_id, lane_topic, lane_partition, position)
);
create unique index uq_audit_record_order
  on audit_record (lane_topic, lane_partition, position, organization_id);

alter table lane
  add column audit_writer text,
  add column audit_number bigint not null default 0,
  add column audit_hash bytea,
  add column audit_position bigint not null default 0,
  add column audit_acknowledged bigint not null default 0;

-- The attempt whose effect has an audit record: a repeat is told by whom it is audited.
alter table inbox add column audited_request_id text;
