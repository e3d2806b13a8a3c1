-- When an organization's whole state was last told (null once it is gone), and by whose partition
-- it is told again. What came before this version learns its partition (-1) at its next event.
alter table event_sequence
  add column command_partition integer not null default -1,
  add column told_at timestamptz default now(),
  add column retellings bigint not null default 0;
create index ix_event_sequence_told on event_sequence (command_partition, told_at)
  where told_at is not null;

-- Retellings that have begun and are not complete: what was told up to this key.
create table retelling (
  organization_id text not null,
  command_partition integer not null,
  chunk integer not null,
  told_up_to text not null,
  begun_at timestamptz not null,
  constraint pk_retelling primary key (organization_id)
);
create index ix_retelling_begun on retelling (command_partition, begun_at);

-- What callers sent is kept for a while only; a letter that is open stays, without it.
alter table dead_letter add column erased_at timestamptz;
create index ix_dead_letter_closed on dead_letter (partition, closed_at)
  where closed_at is not null;
create index ix_dead_letter_payload on dead_letter (partition, created_at)
  where closed_at is null and erased_at is null;
