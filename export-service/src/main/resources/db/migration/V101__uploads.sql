-- What the last attempt that got so far is uploading; kept before the first part is sent, so that
-- whoever takes the order next can abort it without asking the store for a list.
alter table export_run add column upload_id text;
