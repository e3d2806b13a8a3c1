-- The directory's users, groups and resources, as its events tell: what an identifier means and
-- whether its user is there. A deleted one keeps its id and nothing else.
create table directory_entity (
  organization_id text not null,
  entity_id       text not null,
  entity_type     text not null,
  name_key        text collate "C",
  state           text not null,
  deleted_at      timestamptz,
  constraint pk_directory_entity primary key (organization_id, entity_id),
  constraint ck_directory_entity_type check (entity_type in ('USER', 'GROUP', 'RESOURCE')),
  constraint ck_directory_entity_state check (state in ('ENABLED', 'DISABLED', 'DELETED'))
);
-- Not unique: that names are is the directory's business, and a view must take what it is told.
create index ix_directory_entity_name on directory_entity (organization_id, name_key)
  where name_key is not null;
create index ix_directory_entity_tombstone on directory_entity (organization_id, deleted_at)
  where deleted_at is not null;

-- Primary addresses and aliases.
create table directory_address (
  organization_id text not null,
  address_key     text collate "C" not null,
  entity_id       text not null,
  is_primary      boolean not null,
  constraint pk_directory_address primary key (organization_id, address_key)
);
create index ix_directory_address_entity on directory_address (organization_id, entity_id);

-- What mail servers may call the mailbox of a user or resource, as the directory spells it. email
-- is null while there is no registration; has_mailbox was decided by the last one: the mail of a
-- user who was remote then is kept elsewhere.
create table mailbox (
  organization_id text not null,
  entity_id       text not null,
  name            text not null,
  remote          boolean not null,
  email           text,
  has_mailbox     boolean not null,
  constraint pk_mailbox primary key (organization_id, entity_id)
);

-- progress_bytes of progress_total is what progress was last told with; messages, bytes, folders,
-- left_out and sha384 are what a COMPLETED job came to.
create table export_job (
  organization_id    text not null,
  job_id             text not null,
  entity_id          text not null,
  description        text,
  role_arn           text not null,
  kms_key_arn        text not null,
  s3_bucket_name     text not null,
  s3_prefix          text not null,
  s3_path            text not null,
  state              text not null,
  estimated_progress integer not null,
  progressed_at      timestamptz,
  progress_bytes     bigint not null,
  progress_total     bigint not null,
  messages           bigint,
  bytes              bigint,
  folders            bigint,
  left_out           bigint,
  sha384             text,
  error_info         text,
  started_at         timestamptz not null,
  ended_at           timestamptz,
  constraint pk_export_job primary key (organization_id, job_id),
  constraint ck_export_job_state check (state in ('RUNNING', 'COMPLETED', 'FAILED', 'CANCELLED'))
);
create index ix_export_job_started on export_job (organization_id, started_at desc, job_id desc);
create index ix_export_job_mailbox on export_job (organization_id, entity_id, started_at);
create index ix_export_job_running on export_job (organization_id, entity_id)
  where state = 'RUNNING';

-- What workers have to do: to export for a job that is RUNNING, or, cancelled, to remove what was
-- written. attempt counts how often the row was taken and is never used twice. owner is who has it;
-- due_at is until when, and for a row that nobody has, from when it may be taken. failures counts
-- runs that failed in a way that may pass, and owners that were never heard of again.
create table export_run (
  organization_id text not null,
  job_id          text not null,
  entity_id       text not null,
  email           text not null,
  name            text not null,
  s3_bucket_name  text not null,
  s3_prefix       text not null,
  role_arn        text not null,
  kms_key_arn     text not null,
  attempt         integer not null,
  owner           text,
  failures        integer not null,
  cancelled       boolean not null,
  due_at          timestamptz not null,
  constraint pk_export_run primary key (organization_id, job_id)
) with (fillfactor = 50);
create index ix_export_run_due on export_run (due_at);

-- Until this version the directory was followed for its organizations alone. Reading its events
-- again from the first one brings the entities in.
update lane set position = 0 where topic = 'directory.events.v1';
delete from view_position where source = 'directory';
