package org.postroom.maildomain.broken;

/** Something of the mail-domain service, for fixtures that must not know it. */
public interface MailDomainType {}
