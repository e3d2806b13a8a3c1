package org.postroom.maildomain.organization.model;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.postroom.maildomain.domain.model.DomainName;
import org.postroom.maildomain.domain.model.MailDomain;
import org.postroom.maildomain.domain.model.VouchedDomains;
import org.postroom.maildomain.organization.model.SetUpDecision.Accepted;
import org.postroom.maildomain.organization.model.SetUpDecision.Refused;

/**
 * The domains that an organization asks for when it is created: the test domain {@code
 * <alias>.<suffix>} and the custom domains named by its creator, each once.
 */
public final class InitialDomains {
  private final SetUpDecision.Refused flaw;
  private final Set<DomainName> names;

  private InitialDomains(SetUpDecision.Refused flaw, Set<DomainName> names) {
    this.flaw = flaw;
    this.names = names;
  }

  /**
   * Reads a set-up request.
   *
   * @param suffix under which test domains lie; custom domains may not
   * @param requested the creator's own domains, as written
   */
  public static InitialDomains of(String alias, DomainName suffix, List<String> requested) {
    Set<DomainName> names = new LinkedHashSet<>();
    Optional<DomainName> testDomain = suffix.child(alias);
    if (testDomain.isEmpty()) {
      return flawed("The alias " + alias + " does not make a mail domain under " + suffix);
    }
    names.add(testDomain.get());
    for (String text : requested) {
      Optional<DomainName> name = DomainName.parse(text);
      if (name.isEmpty()) {
        return flawed("The domain " + text + " is not the name of a mail domain");
      }
      if (name.get().equals(suffix) || name.get().isUnder(suffix)) {
        return flawed("The domain " + text + " lies under " + suffix + ", which is for tests");
      }
      names.add(name.get());
    }
    return new InitialDomains(null, names);
  }

  private static InitialDomains flawed(String reason) {
    return new InitialDomains(new Refused(reason), Set.of());
  }

  /** The names it needs, in the order in which they must be claimed; none when it is refused. */
  public SortedSet<DomainName> names() {
    return new TreeSet<>(names);
  }

  /**
   * Decides.
   *
   * @param inUse those of {@link #names} that other organizations have
   * @param registrationIds makes the id of a name's registration
   * @param vouched custom domains that are verified at once
   */
  public SetUpDecision decide(
      Set<DomainName> inUse, Function<DomainName, String> registrationIds, VouchedDomains vouched) {
    if (flaw != null) {
      return flaw;
    }
    List<MailDomain> domains = new ArrayList<>();
    for (DomainName name : names) {
      if (inUse.contains(name)) {
        return new Refused("The domain " + name + " is in use by another organization");
      }
      String id = registrationIds.apply(name);
      long number = domains.size() + 1L;
      domains.add(
          domains.isEmpty()
              ? MailDomain.test(id, name, number)
              : MailDomain.custom(id, name, number, vouched));
    }
    return new Accepted(domains);
  }
}
