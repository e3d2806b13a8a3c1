-- How long the oldest process of a kind has been under way.
create index ix_process_open on process (kind, started_at) where next_attempt_at is not null;
