-- Registrations of mail domains that the directory has closed for new addresses. Ours, not the
-- view's: whatever the view of mail domains is told again, a closed registration stays closed. A
-- domain that is registered anew has another registration.
CREATE TABLE closed_mail_domain (
  organization_id  text COLLATE "C" NOT NULL,
  registration_id  text COLLATE "C" NOT NULL,
  domain_name      text COLLATE "C" NOT NULL,
  CONSTRAINT pk_closed_mail_domain PRIMARY KEY (organization_id, registration_id)
);
