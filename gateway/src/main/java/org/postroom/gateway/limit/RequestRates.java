package org.postroom.gateway.limit;

import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.function.Supplier;
import org.postroom.contract.error.OperationRejected;
import org.postroom.gateway.auth.Credentials;
import org.postroom.gateway.auth.CredentialsFile;
import org.postroom.gateway.auth.RequestRate;
import org.postroom.gateway.config.GatewayConfig;
import org.postroom.gateway.config.RateConfig;

/**
 * How many requests accounts may send, and how many a source address may send that are not
 * authenticated. The two are apart, so that nobody can use up an account's requests without its
 * keys, and a refused caller cannot be told from another behind the same address by a slower
 * service. Each gateway counts for itself.
 */
@Singleton
public class RequestRates {
  private static final int ACCOUNTS = 10_000;
  private static final int SOURCES = 10_000;

  private final Supplier<Credentials> credentials;
  private final RequestRate account;
  private final RequestRate source;
  private final Refusals refusals;
  private final TokenBuckets accounts;
  private final TokenBuckets sources;

  @Inject
  RequestRates(
      GatewayConfig config, CredentialsFile credentials, Refusals refusals, MeterRegistry metrics) {
    this(config.gateway().rate(), credentials, refusals, TimeMeter.SYSTEM_NANOTIME);
    metrics.gauge("postroom.gateway.limit.accounts", accounts, TokenBuckets::size);
    metrics.gauge("postroom.gateway.limit.sources", sources, TokenBuckets::size);
  }

  RequestRates(
      RateConfig config, Supplier<Credentials> credentials, Refusals refusals, TimeMeter time) {
    this.credentials = credentials;
    this.account = new RequestRate(config.perSecond(), config.burst());
    this.source = new RequestRate(config.unauthenticatedPerSecond(), config.unauthenticatedBurst());
    this.refusals = refusals;
    this.accounts = new TokenBuckets(ACCOUNTS, time);
    this.sources = new TokenBuckets(SOURCES, time);
  }

  /**
   * Admits a request that an account's key has signed.
   *
   * @throws OperationRejected ThrottlingException, when the account has sent too many
   */
  public void admit(String accountId) {
    RequestRate own = credentials.get().rateOf(accountId);
    if (!accounts.take(accountId, own == null ? account : own)) {
      throw refusals.throttled(Limit.ACCOUNT_RATE);
    }
  }

  /** Whether the refusal of one more unauthenticated request is still worth an answer. */
  public boolean admitUnauthenticated(String address) {
    boolean admitted = sources.take(SourceAddress.keyOf(address), source);
    if (!admitted) {
      refusals.count(Limit.SOURCE_RATE);
    }
    return admitted;
  }

  /** Forgets who has been quiet; called periodically. */
  public void tidy() {
    accounts.tidy();
    sources.tidy();
  }
}
