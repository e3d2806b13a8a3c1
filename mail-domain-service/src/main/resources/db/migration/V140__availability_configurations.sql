-- Who is asked for the calendars of a domain. The domain need not be a registered one.
-- ews_password is sealed for its organization and domain. creation_number orders the listing.
create table availability_configuration (
  organization_id text        not null,
  domain_name     text        not null,
  ews_endpoint    text,
  ews_user_name   text,
  ews_password    text,
  lambda_arn      text,
  creation_number bigint      not null,
  created_at      timestamptz not null,
  modified_at     timestamptz not null,
  constraint pk_availability_configuration primary key (organization_id, domain_name),
  constraint uq_availability_configuration_creation unique (organization_id, creation_number),
  constraint ck_availability_configuration_provider check (
    case
      when lambda_arn is null
        then ews_endpoint is not null and ews_user_name is not null and ews_password is not null
      else ews_endpoint is null and ews_user_name is null and ews_password is null
    end),
  constraint ck_availability_configuration_sealed check (ews_password like 'sealed:%')
);

-- How many configurations an organization has, and how far the creation numbers have been given
-- out.
create table availability_configuration_count (
  organization_id      text    not null,
  configurations       integer not null,
  last_creation_number bigint  not null,
  constraint pk_availability_configuration_count primary key (organization_id)
);
