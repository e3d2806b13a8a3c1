-- The rotations under way, whose next keys are looked for in DNS.
create index ix_dkim_key_ring_rotating on dkim_key_ring (organization_id, registration_id)
  where rotating;
