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

-- Primary addresses and aliases.
create table directory_address (
  organization_id text not null,
  address_key     text collate "C" not null,
  entity_id       text not null,
  is_primary      boolean not null,
  constraint pk_directory_address primary key (organization_id, address_key)
);
create index ix_directory_address_entity on directory_address (organization_id, entity_id);

-- A row says that the organization has got its defaults. access_rules_version counts the changes
-- of the access control rules, last_creation_number orders whatever is listed as it was made.
create table policy_settings (
  organization_id      text not null,
  access_rules_version bigint not null,
  last_creation_number bigint not null,
  constraint pk_policy_settings primary key (organization_id)
) with (fillfactor = 50);

create table access_control_rule (
  organization_id            text not null,
  name                       text not null,
  effect                     text not null,
  description                text not null,
  ip_ranges                  text[] not null,
  not_ip_ranges              text[] not null,
  actions                    text[] not null,
  not_actions                text[] not null,
  user_ids                   text[] not null,
  not_user_ids               text[] not null,
  impersonation_role_ids     text[] not null,
  not_impersonation_role_ids text[] not null,
  creation_number            bigint not null,
  created_at                 timestamptz not null,
  modified_at                timestamptz not null,
  constraint pk_access_control_rule primary key (organization_id, name),
  constraint ck_access_control_rule_effect check (effect in ('ALLOW', 'DENY'))
);

create table mobile_device_access_rule (
  organization_id              text not null,
  rule_id                      text not null,
  name                         text not null,
  description                  text,
  effect                       text not null,
  device_types                 text[] not null,
  not_device_types             text[] not null,
  device_models                text[] not null,
  not_device_models            text[] not null,
  device_operating_systems     text[] not null,
  not_device_operating_systems text[] not null,
  device_user_agents           text[] not null,
  not_device_user_agents       text[] not null,
  creation_number              bigint not null,
  created_at                   timestamptz not null,
  modified_at                  timestamptz not null,
  constraint pk_mobile_device_access_rule primary key (organization_id, rule_id),
  constraint ck_mobile_device_access_rule_effect check (effect in ('ALLOW', 'DENY'))
);

-- device_key is the device's id in lower case; device_id is how it was written first.
create table mobile_device_access_override (
  organization_id text not null,
  user_id         text not null,
  device_key      text collate "C" not null,
  device_id       text not null,
  effect          text not null,
  description     text,
  creation_number bigint not null,
  created_at      timestamptz not null,
  modified_at     timestamptz not null,
  constraint pk_mobile_device_access_override primary key (organization_id, user_id, device_key),
  constraint ck_mobile_device_access_override_effect check (effect in ('ALLOW', 'DENY'))
);
create unique index uq_mobile_device_access_override_creation
  on mobile_device_access_override (organization_id, creation_number);
create index ix_mobile_device_access_override_user
  on mobile_device_access_override (organization_id, user_id, creation_number);
create index ix_mobile_device_access_override_device
  on mobile_device_access_override (organization_id, device_key, creation_number);

-- Until this version the directory was followed for its organizations alone. Reading its events
-- again from the first one brings the entities in, and each active organization its defaults.
update lane set position = 0 where topic = 'directory.events.v1';
delete from view_position where source = 'directory';
