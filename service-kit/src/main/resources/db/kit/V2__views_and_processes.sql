-- How far the view of each followed context has come, per organization.
-- seen_* is the newest event that came by: ahead of (epoch, sequence) the view is incomplete.
create table view_position (
  organization_id text not null,
  source text not null,
  epoch bigint not null,
  sequence bigint not null,
  seen_epoch bigint not null,
  seen_sequence bigint not null,
  in_snapshot boolean not null,
  constraint pk_view_position primary key (organization_id, source)
);

-- View partitions that met an event they cannot read, and wait at it.
create table view_stop (
  source text not null,
  partition int not null,
  stopped_at_offset bigint not null,
  reason text not null,
  stopped_at timestamptz not null,
  constraint pk_view_stop primary key (source, partition)
);

-- The directory's organizations, as every other context knows them.
create table organization_view (
  organization_id text not null,
  account text not null,
  alias text not null,
  state text not null,
  constraint pk_organization_view primary key (organization_id)
);

-- Processes across contexts that this context runs.
create table process (
  organization_id text not null,
  process_id text not null,
  kind text not null,
  partition int not null,
  state text not null,
  attempt int not null,
  started_at timestamptz not null,
  next_attempt_at timestamptz,
  expires_at timestamptz,
  reason text,
  constraint pk_process primary key (organization_id, process_id)
);
create index ix_process_due on process (partition, next_attempt_at) where next_attempt_at is not null;

create table process_participant (
  organization_id text not null,
  process_id text not null,
  participant text not null,
  answered_at timestamptz,
  refusal text,
  constraint pk_process_participant primary key (organization_id, process_id, participant)
);

-- Processes of other contexts in which this one takes part; answer_type is null while it works.
create table participation (
  organization_id text not null,
  process_id text not null,
  answer_type text,
  answer bytea,
  constraint pk_participation primary key (organization_id, process_id)
);
