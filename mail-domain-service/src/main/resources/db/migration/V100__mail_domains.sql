-- Which organization has a domain name. One of the three global tables: domain names are unique
-- over all organizations, so this one is not keyed by organization.
create table mail_domain_name (
  domain_name     text not null,
  organization_id text not null,
  registration_id text not null,
  constraint pk_mail_domain_name primary key (domain_name)
);

-- The registrations of an organization. creation_number orders the unfiltered listing.
create table mail_domain (
  organization_id  text        not null,
  registration_id  text        not null,
  domain_name      text        not null,
  test_domain      boolean     not null,
  ownership_status text        not null,
  dkim_status      text        not null,
  creation_number  bigint      not null,
  created_at       timestamptz not null,
  constraint pk_mail_domain primary key (organization_id, registration_id),
  constraint uq_mail_domain_name unique (organization_id, domain_name),
  constraint uq_mail_domain_creation unique (organization_id, creation_number),
  constraint ck_mail_domain_ownership check (ownership_status in ('PENDING', 'VERIFIED', 'FAILED')),
  constraint ck_mail_domain_dkim check (dkim_status in ('PENDING', 'VERIFIED', 'FAILED'))
);

-- What holds for all domains of an organization: which is the default, and how far the creation
-- numbers have been given out.
create table mail_domain_settings (
  organization_id         text   not null,
  default_registration_id text   not null,
  last_creation_number    bigint not null,
  constraint pk_mail_domain_settings primary key (organization_id)
);

-- Whether mail that fails the sender's DMARC policy is treated as that policy says.
create table inbound_dmarc_settings (
  organization_id text    not null,
  enforced        boolean not null,
  constraint pk_inbound_dmarc_settings primary key (organization_id)
);
