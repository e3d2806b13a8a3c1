-- A mail server knows an address and no organization. A mail domain belongs to one organization, so
-- the view leads there. This look-up is global on purpose, like that of aliases.
CREATE INDEX ix_mail_domain_view_domain ON mail_domain_view (domain_name);
