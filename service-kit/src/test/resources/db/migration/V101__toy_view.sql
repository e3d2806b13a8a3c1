create table seen_user (
  organization_id text not null,
  user_id text not null,
  name text not null,
  constraint pk_seen_user primary key (organization_id, user_id)
);
