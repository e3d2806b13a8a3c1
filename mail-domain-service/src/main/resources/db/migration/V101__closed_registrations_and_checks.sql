-- View of the directory: registrations that it has closed for new addresses. The registration
-- counts as gone from then on; the row goes with it.
create table closed_registration (
  organization_id text not null,
  registration_id text not null,
  constraint pk_closed_registration primary key (organization_id, registration_id)
);

-- When the DNS records of a registration are looked up next. attempt counts what look-ups have
-- been decided; missing_since tells since when a record has not been found, null while it is.
create table mail_domain_check (
  organization_id         text        not null,
  registration_id         text        not null,
  command_partition       integer     not null,
  attempt                 integer     not null,
  due_at                  timestamptz not null,
  ownership_missing_since timestamptz,
  dkim_missing_since      timestamptz,
  constraint pk_mail_domain_check primary key (organization_id, registration_id)
) with (fillfactor = 80);
create index ix_mail_domain_check_due on mail_domain_check (command_partition, due_at);
