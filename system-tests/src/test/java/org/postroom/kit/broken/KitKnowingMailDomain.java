package org.postroom.kit.broken;

import org.postroom.maildomain.broken.MailDomainType;

/** Breaks: the kit knows no service. */
public interface KitKnowingMailDomain {
  MailDomainType service();
}
