-- Kept as long as the organization's own row: a Deleted organization still shows its tags.
CREATE TABLE organization_tag (
  organization_id  text COLLATE "C" NOT NULL,
  tag_key          text COLLATE "C" NOT NULL,
  tag_value        text             NOT NULL,
  CONSTRAINT pk_organization_tag PRIMARY KEY (organization_id, tag_key)
);
