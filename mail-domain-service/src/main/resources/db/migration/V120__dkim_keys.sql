-- Keys that belong to nobody yet, made ahead. Private keys are sealed here as everywhere. Not a
-- tenant's table: a key gets its organization when it is taken.
create table dkim_spare_key (
  key_id             text        not null,
  public_key         text        not null,
  sealed_private_key text        not null,
  created_at         timestamptz not null,
  constraint pk_dkim_spare_key primary key (key_id)
);

-- The keys of a custom domain's registration: the one that signs, the next one while it is prepared,
-- and the public half of the one before while that stays published. The timer looks by partition;
-- partition -1 stands for any, when nobody has computed it.
create table dkim_key_ring (
  organization_id     text        not null,
  registration_id     text        not null,
  domain_name         text        not null,
  token_1             text        not null,
  token_2             text        not null,
  token_3             text        not null,
  current_selector    text,
  current_public_key  text,
  current_private_key text,
  next_selector       text,
  next_public_key     text,
  next_private_key    text,
  previous_selector   text,
  previous_public_key text,
  previous_until      timestamptz,
  signing_since       timestamptz not null,
  rotating            boolean     not null,
  version             bigint      not null,
  command_partition   integer     not null,
  awaits_keys         boolean     not null,
  due_at              timestamptz,
  constraint pk_dkim_key_ring primary key (organization_id, registration_id),
  constraint ck_dkim_key_ring_current check
    ((current_selector is null) = (current_private_key is null)
      and (current_selector is null) = (current_public_key is null)),
  constraint ck_dkim_key_ring_next check
    ((next_selector is null) = (next_private_key is null)
      and (next_selector is null) = (next_public_key is null)),
  constraint ck_dkim_key_ring_previous check
    ((previous_selector is null) = (previous_until is null)
      and (previous_selector is null) = (previous_public_key is null))
);
create index ix_dkim_key_ring_due on dkim_key_ring (command_partition, awaits_keys, due_at)
  where due_at is not null;

-- Registrations from before there were keys get theirs as soon as the timer finds them.
insert into dkim_key_ring
  (organization_id, registration_id, domain_name, token_1, token_2, token_3, signing_since,
   rotating, version, command_partition, awaits_keys, due_at)
select organization_id, registration_id, domain_name,
  replace(gen_random_uuid()::text, '-', ''), replace(gen_random_uuid()::text, '-', ''),
  replace(gen_random_uuid()::text, '-', ''), now(), false, 0, -1, true, now()
from mail_domain where not test_domain;
