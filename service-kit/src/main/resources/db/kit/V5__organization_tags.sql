-- The tags of the directory's organizations, a JSON object: policies look at them.
alter table organization_view add column tags text not null default '{}';

-- Until this version the events that tell of tags were passed over. Reading the directory's events
-- again from the first one brings them in; everything else that they tell is known already.
update lane set position = 0
  where topic = 'directory.events.v1' and exists (select from organization_view);
delete from view_position where source = 'directory';
