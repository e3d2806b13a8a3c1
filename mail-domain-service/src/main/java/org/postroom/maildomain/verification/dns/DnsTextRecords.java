package org.postroom.maildomain.verification.dns;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.postroom.maildomain.MailDomainConfig;
import org.postroom.maildomain.verification.application.TextRecords;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import org.xbill.DNS.lookup.InvalidZoneDataException;
import org.xbill.DNS.lookup.LookupSession;
import org.xbill.DNS.lookup.NoSuchDomainException;
import org.xbill.DNS.lookup.NoSuchRRSetException;
import org.xbill.DNS.lookup.RedirectLoopException;
import org.xbill.DNS.lookup.RedirectOverflowException;

/**
 * TXT records by way of the configured resolvers, or the machine's own. Nothing is cached here: a
 * record that was published a moment ago is found as soon as the resolver has it.
 */
@Singleton
class DnsTextRecords implements TextRecords {
  private static final Logger LOG = Logger.getLogger(DnsTextRecords.class);
  private static final int DNS_PORT = 53;

  /** Failures that DNS has answered with: nothing is there, or nothing but a way in circles. */
  private static final Set<Class<?>> ANSWERS =
      Set.of(
          NoSuchDomainException.class,
          NoSuchRRSetException.class,
          RedirectLoopException.class,
          RedirectOverflowException.class,
          InvalidZoneDataException.class);

  private final LookupSession session;
  private final Duration bound;

  @Inject
  DnsTextRecords(MailDomainConfig config) throws UnknownHostException {
    this(config.resolvers().orElse(List.of()), config.verification().timeout());
  }

  /**
   * @param addresses of the resolvers; none for the machine's own
   * @param timeout for each of them
   */
  DnsTextRecords(List<String> addresses, Duration timeout) throws UnknownHostException {
    List<Resolver> resolvers = new ArrayList<>();
    for (String address : addresses) {
      resolvers.add(new SimpleResolver(socketAddress(address.strip())));
    }
    ExtendedResolver all =
        resolvers.isEmpty() ? new ExtendedResolver() : new ExtendedResolver(resolvers);
    all.setRetries(2);
    for (Resolver resolver : all.getResolvers()) {
      resolver.setTimeout(timeout);
    }
    bound = timeout.multipliedBy(2L * all.getResolvers().length);
    all.setTimeout(bound);
    session = LookupSession.builder().resolver(all).build();
  }

  @Override
  public Optional<List<String>> at(String hostname) {
    try {
      // A chain of CNAMEs is a question for each.
      return Optional.of(
          session
              .lookupAsync(Name.fromString(hostname, Name.root), Type.TXT)
              .toCompletableFuture()
              .get(2 * bound.toMillis(), TimeUnit.MILLISECONDS)
              .getRecords()
              .stream()
              .map(DnsTextRecords::text)
              .toList());
    } catch (ExecutionException e) {
      if (ANSWERS.stream().anyMatch(answer -> answer.isInstance(e.getCause()))) {
        return Optional.of(List.of());
      }
      LOG.debugf("DNS gave no answer: hostname=%s cause=%s", hostname, e.getCause());
      return Optional.empty();
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (TextParseException e) {
      return Optional.of(List.of());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static String text(Record found) {
    return found instanceof TXTRecord txt ? String.join("", txt.getStrings()) : "";
  }

  /**
   * The address of a resolver.
   *
   * @param text {@code host} or {@code host:port}, an IPv6 address in brackets
   * @throws IllegalArgumentException when it is neither
   */
  static InetSocketAddress socketAddress(String text) {
    URI uri = URI.create("dns://" + text);
    if (uri.getHost() == null) {
      throw new IllegalArgumentException(text + " is not the address of a DNS resolver");
    }
    return new InetSocketAddress(uri.getHost(), uri.getPort() < 0 ? DNS_PORT : uri.getPort());
  }
}
