package org.postroom.maildomain.availability.probe;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.util.List;
import org.postroom.maildomain.MailDomainConfig;
import org.postroom.maildomain.availability.model.AddressGuard;

/** Makes what tests of providers need out of the configuration. */
final class ProbeBeans {
  private ProbeBeans() {}

  @Produces
  @Singleton
  static AddressGuard guard(MailDomainConfig config) {
    return new AddressGuard(config.availability().allowedAddresses().orElse(List.of()));
  }

  @Produces
  @Singleton
  @DefaultBean
  static HostAddresses addresses() {
    return host -> List.of(InetAddress.getAllByName(host));
  }
}
