package org.postroom.gateway.feed;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.contract.secret.SecretSealer;
import org.postroom.gateway.config.FeedConfig;
import org.postroom.gateway.config.GatewayConfig;
import org.postroom.transport.KafkaConnection;

/** The moving parts of the feed, made once, started and stopped with the gateway. */
@Singleton
public class Feed {
  private final int partitions;
  private final Cursors cursors;
  private final Followers followers;
  private final Tail tail;
  private final CatchUp catchUp;
  private final Map<BoundedContext, Counter> delivered = new EnumMap<>(BoundedContext.class);
  private final Counter dropped;

  Feed(GatewayConfig config, KafkaConnection kafka, SecretSealer sealer, MeterRegistry metrics) {
    FeedConfig feed = config.feed();
    this.partitions = config.topics().partitions();
    this.cursors = new Cursors(sealer);
    this.followers = new Followers(feed.followers(), feed.followersPerAccount());
    FeedTopics topics = new FeedTopics(kafka);
    this.tail = new Tail(topics, feed.memory() / partitions / BoundedContext.values().length);
    this.catchUp = new CatchUp(topics, feed.readers(), feed.scanRecords(), feed.scanTime());
    metrics.gauge("postroom.gateway.feed.readers.busy", catchUp, CatchUp::busy);
    for (String form : new String[] {"poll", "stream"}) {
      metrics.gauge(
          "postroom.gateway.feed.followers",
          Tags.of("form", form),
          followers,
          all -> all.count(form.equals("stream")));
    }
    for (BoundedContext context : BoundedContext.values()) {
      delivered.put(
          context,
          Counter.builder("postroom.gateway.feed.events")
              .description("Events that followers were told")
              .tag("context", context.wireName())
              .register(metrics));
    }
    dropped =
        Counter.builder("postroom.gateway.feed.dropped")
            .description("Streams that were ended because their reader was too slow")
            .register(metrics);
  }

  void start(@Observes StartupEvent event) {
    catchUp.start();
  }

  /** While there are connections yet: at the ordinary event of the end they are closed. */
  void stop(@Observes ShutdownDelayInitiatedEvent event) throws InterruptedException {
    followers.endAll();
    followers.awaitNone();
  }

  @PreDestroy
  void stopReading() throws InterruptedException {
    catchUp.stop();
    tail.stop();
  }

  Followers followers() {
    return followers;
  }

  Cursors cursors() {
    return cursors;
  }

  FeedReader reader(String organizationId, String account, Set<BoundedContext> contexts) {
    return new FeedReader(
        FeedScope.of(organizationId, account, contexts, partitions), tail, catchUp);
  }

  void delivered(Page page) {
    page.items().forEach(item -> delivered.get(item.context()).increment());
  }

  void dropped() {
    dropped.increment();
  }
}
