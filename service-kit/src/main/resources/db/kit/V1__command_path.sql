-- The command path: lanes, inbox, client tokens, outbox, sequences, dead letters.
-- A lane is one partition of a topic that this service consumes; its row's lock is the right to
-- write anything on the lane's behalf.

create table lane (
  topic text not null,
  partition integer not null,
  topic_id text,
  position bigint not null default 0,
  outbox_next bigint not null default 1,
  outbox_acknowledged bigint not null default 0,
  republish boolean not null default false,
  constraint pk_lane primary key (topic, partition)
) with (fillfactor = 20);

-- One row per command that has been decided: what a repeat of it is answered.
create table inbox (
  organization_id text not null,
  command_id text not null,
  operation text not null,
  error text,
  reply bytea,
  partition integer not null,
  expires_at timestamptz not null,
  constraint pk_inbox primary key (organization_id, command_id)
);
create index ix_inbox_expiry on inbox (partition, expires_at);

create table client_token (
  organization_id text not null,
  account text not null,
  operation text not null,
  token text not null,
  request_digest text not null,
  reply bytea not null,
  partition integer not null,
  expires_at timestamptz not null,
  constraint pk_client_token primary key (organization_id, account, operation, token)
);
create index ix_client_token_expiry on client_token (partition, expires_at);

-- What a lane has to publish, in the order of its numbers; published rows stay as the event log.
create table outbox (
  organization_id text not null,
  lane_topic text not null,
  lane_partition integer not null,
  number bigint not null,
  topic text not null,
  command_id text,
  headers bytea not null,
  value bytea not null,
  finished boolean not null,
  created_at timestamptz not null,
  constraint pk_outbox primary key (organization_id, lane_topic, lane_partition, number)
);
create unique index uq_outbox_order on outbox (lane_topic, lane_partition, number, organization_id);
-- Internal commands that are not known to be done.
create index ix_outbox_unfinished on outbox (organization_id, command_id) where not finished;
create index ix_outbox_unfinished_order on outbox (lane_topic, lane_partition, number) where not finished;

create table event_sequence (
  organization_id text not null,
  account text not null,
  epoch bigint not null,
  sequence bigint not null,
  constraint pk_event_sequence primary key (organization_id)
) with (fillfactor = 50);

-- One row: raised by hand when the database is restored from a backup.
create table service_epoch (
  only_row boolean not null default true,
  epoch bigint not null,
  constraint pk_service_epoch primary key (only_row),
  constraint ck_service_epoch_only_row check (only_row)
);
insert into service_epoch (epoch) values (1);

-- Commands that failed alone, in their own transaction, with the database answering.
create table dead_letter (
  organization_id text not null,
  command_id text not null,
  operation text not null,
  topic text not null,
  partition integer not null,
  record_offset bigint not null,
  headers bytea not null,
  payload bytea not null,
  failure text not null,
  failures integer not null default 1,
  created_at timestamptz not null,
  closed_at timestamptz,
  constraint pk_dead_letter primary key (organization_id, command_id)
);
create index ix_dead_letter_open on dead_letter (created_at) where closed_at is null;
create index ix_dead_letter_command on dead_letter (command_id);
