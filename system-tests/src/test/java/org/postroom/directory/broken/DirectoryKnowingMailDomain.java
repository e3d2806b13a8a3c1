package org.postroom.directory.broken;

import org.postroom.maildomain.broken.MailDomainType;

/** Breaks: services do not know each other. */
public interface DirectoryKnowingMailDomain {
  MailDomainType service();
}
