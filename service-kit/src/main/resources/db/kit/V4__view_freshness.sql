-- Up to which moment each partition of a view is known to hold everything that had been published.
create table view_freshness (
  source text not null,
  partition int not null,
  up_to timestamptz not null,
  constraint pk_view_freshness primary key (source, partition)
);
