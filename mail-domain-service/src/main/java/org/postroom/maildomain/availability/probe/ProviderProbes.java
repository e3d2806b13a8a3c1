package org.postroom.maildomain.availability.probe;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.postroom.maildomain.AvailabilityConfig;
import org.postroom.maildomain.MailDomainConfig;
import org.postroom.maildomain.availability.application.ProviderTests;
import org.postroom.maildomain.availability.model.AvailabilityProvider.Ews;
import org.postroom.maildomain.availability.model.AvailabilityProvider.Lambda;
import org.postroom.maildomain.availability.model.TestVerdict;

/** Runs tests within their bounds: a few at once, none longer than the time it has in all. */
@Singleton
class ProviderProbes implements ProviderTests {
  private final EwsProbe ews;
  private final LambdaProbe lambda;
  private final TestPlaces places;
  private final Duration timeout;

  ProviderProbes(EwsProbe ews, LambdaProbe lambda, MailDomainConfig config) {
    AvailabilityConfig bounds = config.availability();
    this.ews = ews;
    this.lambda = lambda;
    this.places = new TestPlaces(bounds.testsPerAccount(), bounds.testsAtOnce());
    this.timeout = bounds.testTimeout();
  }

  @Override
  public Uni<TestVerdict> run(ProviderTest test) {
    places.take(test.account());
    Context own = Vertx.currentContext();
    Uni<TestVerdict> verdict = bounded(test);
    // Back to the query's own context, wherever the answer came in.
    return own == null ? verdict : verdict.emitOn(task -> own.runOnContext(ignored -> task.run()));
  }

  private Uni<TestVerdict> bounded(ProviderTest test) {
    return Uni.createFrom()
        .deferred(() -> probe(test))
        .ifNoItem()
        .after(timeout)
        .recoverWithItem(() -> TestVerdict.failed("The provider has not answered in time"))
        .onFailure(ProbeFailed.class)
        .recoverWithItem(failure -> TestVerdict.failed(failure.getMessage()))
        .onTermination()
        .invoke(() -> places.release(test.account()));
  }

  private Uni<TestVerdict> probe(ProviderTest test) {
    if (test.provider() instanceof Ews provider) {
      return ews.probe(provider, test);
    }
    return lambda.probe((Lambda) test.provider(), test);
  }
}
