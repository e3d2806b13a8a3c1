-- The keys with which tokens are made, sealed by the installation's sealing keys. Global, as the
-- keys are the installation's; a key's id is that of its period, so that of several replicas that
-- make it at the same time one wins.
create table impersonation_token_key (
  key_id     text        not null,
  starts_at  timestamptz not null,
  ends_at    timestamptz not null,
  sealed_key text        not null,
  constraint pk_impersonation_token_key primary key (key_id)
);
