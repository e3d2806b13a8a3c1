create table counter (
  organization_id text not null,
  amount bigint not null,
  constraint pk_counter primary key (organization_id)
);

create table name (
  organization_id text not null,
  name text not null,
  owner_id text not null,
  constraint pk_name primary key (organization_id, name)
);
