ALTER TABLE organization
  ADD COLUMN directory_type          text    NOT NULL DEFAULT 'VpcDirectory',
  ADD COLUMN directory_external      boolean NOT NULL DEFAULT false,
  ADD COLUMN directory_interoperable boolean NOT NULL DEFAULT false,
  ADD COLUMN directory_kept          boolean NOT NULL DEFAULT false;

-- Global: which organization is on which directory. A directory of Postroom's own that was left
-- behind stays, without an organization.
CREATE TABLE organization_directory (
  directory_id     text COLLATE "C" NOT NULL,
  account          text COLLATE "C" NOT NULL,
  alias            text             NOT NULL,
  directory_type   text             NOT NULL,
  organization_id  text COLLATE "C",
  CONSTRAINT pk_organization_directory PRIMARY KEY (directory_id)
);

INSERT INTO organization_directory (directory_id, account, alias, directory_type, organization_id)
SELECT directory_id, account, alias, directory_type, organization_id
FROM organization
WHERE state NOT IN ('Failed', 'Deleted')
ON CONFLICT (directory_id) DO NOTHING;
