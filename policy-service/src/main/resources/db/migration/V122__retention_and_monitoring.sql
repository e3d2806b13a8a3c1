-- An organization's one retention policy. folders is the JSON of the API's list.
create table retention_policy (
  organization_id text not null,
  policy_id       text not null,
  name            text not null,
  description     text,
  folders         text not null,
  constraint pk_retention_policy primary key (organization_id)
);

-- Where the records of an organization's email monitoring go.
create table email_monitoring (
  organization_id text not null,
  role_arn        text not null,
  log_group_arn   text not null,
  constraint pk_email_monitoring primary key (organization_id)
);
