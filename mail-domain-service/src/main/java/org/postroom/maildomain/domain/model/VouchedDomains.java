package org.postroom.maildomain.domain.model;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** The domains that the operator vouches for, so that nobody need look for them in DNS. */
public final class VouchedDomains {
  private final Set<DomainName> names = new HashSet<>();
  private final Set<DomainName> parents = new HashSet<>();

  /**
   * @param entries each a name, or a name behind a dot for all below it
   * @throws IllegalArgumentException naming an entry that is neither
   */
  public VouchedDomains(Collection<String> entries) {
    for (String entry : entries) {
      boolean isParent = entry.startsWith(".");
      DomainName name =
          DomainName.parse(isParent ? entry.substring(1) : entry)
              .orElseThrow(
                  () -> new IllegalArgumentException(entry + " is not the name of a mail domain"));
      (isParent ? parents : names).add(name);
    }
  }

  /** Whether the operator vouches for it. */
  public boolean contain(DomainName domain) {
    return names.contains(domain) || parents.stream().anyMatch(domain::isUnder);
  }
}
