-- The impersonation roles of an organization. rules is the JSON of the API's list, with the ids of
-- users; a role is always read and replaced with all its rules. creation_number orders listings.
create table impersonation_role (
  organization_id text        not null,
  role_id         text        not null,
  name            text        not null,
  role_type       text        not null,
  description     text,
  rules           text        not null,
  created_at      timestamptz not null,
  modified_at     timestamptz not null,
  creation_number bigint      not null,
  constraint pk_impersonation_role primary key (organization_id, role_id),
  constraint uq_impersonation_role_creation unique (organization_id, creation_number),
  constraint ck_impersonation_role_type check (role_type in ('FULL_ACCESS', 'READ_ONLY'))
);

-- How far the creation numbers have been given out: a number is never given to a second role, so
-- that a listing that is under way skips none.
create table impersonation_role_number (
  organization_id text   not null,
  last_number     bigint not null,
  constraint pk_impersonation_role_number primary key (organization_id)
);
