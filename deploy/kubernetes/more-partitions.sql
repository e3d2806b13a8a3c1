-- Works out anew in which partition each organization of a service's database is, after the number of
-- partitions was raised, and raises the epoch. While this runs nothing else may: docs/operations.md
-- says what comes before and after. For each of the four databases:
--
--   psql --dbname=… --set=ON_ERROR_STOP=1 --command='set postroom.partitions = 128' \
--     --file=deploy/kubernetes/more-partitions.sql

begin;

-- The default partitioner of Kafka's clients: murmur2 over the key's bytes.
create function pg_temp.times(a bigint, b bigint) returns bigint immutable language sql as $$
  select ((((a >> 16) * b & 65535) << 16) + (a & 65535) * b) & 4294967295
$$;

create function pg_temp.partition_of(key text, partitions integer) returns integer
immutable language plpgsql as $$
declare
  data constant bytea := convert_to(key, 'UTF8');
  size constant integer := length(data);
  m constant bigint := 1540483477;
  h bigint := (2538058380 # size) & 4294967295;
  k bigint;
  i integer := 0;
begin
  while i + 4 <= size loop
    k := get_byte(data, i)::bigint + (get_byte(data, i + 1)::bigint << 8)
      + (get_byte(data, i + 2)::bigint << 16) + (get_byte(data, i + 3)::bigint << 24);
    k := pg_temp.times(k, m);
    k := pg_temp.times(k # (k >> 24), m);
    h := pg_temp.times(h, m) # k;
    i := i + 4;
  end loop;
  if i < size then
    if i + 2 < size then
      h := h # (get_byte(data, i + 2)::bigint << 16);
    end if;
    if i + 1 < size then
      h := h # (get_byte(data, i + 1)::bigint << 8);
    end if;
    h := pg_temp.times(h # get_byte(data, i)::bigint, m);
  end if;
  h := pg_temp.times(h # (h >> 13), m);
  h := h # (h >> 15);
  return (h & 2147483647) % partitions;
end
$$;

do $$
declare
  partitions constant integer := current_setting('postroom.partitions')::integer;
  found record;
begin
  if exists (select from outbox where not finished) then
    raise exception 'there are internal commands that are not done: the services have work left';
  end if;
  for found in
    select c.table_name, c.column_name
    from information_schema.columns c
    join information_schema.columns o
      on o.table_schema = c.table_schema and o.table_name = c.table_name
      and o.column_name = 'organization_id'
    where c.table_schema = current_schema()
      and c.column_name in ('partition', 'command_partition')
  loop
    -- -1 stands for any partition.
    execute format(
      'update %I set %I = pg_temp.partition_of(organization_id, $1)
       where %2$I >= 0 and %2$I <> pg_temp.partition_of(organization_id, $1)',
      found.table_name, found.column_name) using partitions;
    raise notice 'partitions of % are those of % now', found.table_name, partitions;
  end loop;
end
$$;

update service_epoch set epoch = epoch + 1;

commit;
