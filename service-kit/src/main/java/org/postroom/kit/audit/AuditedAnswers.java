package org.postroom.kit.audit;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.postroom.audit.AuditRecordBuilder;
import org.postroom.audit.AuditWriter;
import org.postroom.audit.SampledRecords;
import org.postroom.audit.UserIdentity;
import org.postroom.contract.error.ErrorCode;
import org.postroom.kit.database.KitConfig;
import org.postroom.kit.mailserver.MailServerCredentials;
import org.postroom.kit.query.InternalAnswers;

/**
 * Answers mail servers and operators only when it is on record what they did, and who is neither
 * only when it is on record that they tried. When nothing can be written, they are answered 503
 * instead.
 */
@Singleton
public class AuditedAnswers {
  private static final Logger LOG = Logger.getLogger(AuditedAnswers.class);
  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final int MOST_SOURCES = 10_000;
  private static final int MOST_STRANGERS = 1_000;

  private final AuditWriter writer;
  private final MailServerCredentials mailServers;
  private final String region;
  private final Clock clock;
  private final SampledRecords<AuditRecordBuilder> samples;
  private final SampledRecords<AuditRecordBuilder> strangers;

  AuditedAnswers(
      AuditWriter writer, MailServerCredentials mailServers, KitConfig config, Clock clock) {
    this.writer = writer;
    this.mailServers = mailServers;
    this.region = config.region();
    this.clock = clock;
    this.samples = samples(MOST_SOURCES);
    this.strangers = samples(MOST_STRANGERS);
  }

  private SampledRecords<AuditRecordBuilder> samples(int mostSources) {
    return new SampledRecords<>(
        writer,
        clock,
        WINDOW,
        mostSources,
        (source, last, count) -> last.additional("source", source).count(count).build());
  }

  /** The record of a mail server's request; parameters and outcome are the caller's to add. */
  public AuditRecordBuilder ofMailServer(RoutingContext http, String name) {
    String server =
        mailServers.nameOf(http.request().getHeader(HttpHeaders.AUTHORIZATION)).orElse(null);
    return record(http, name, true).identity(UserIdentity.mailServer(null, server));
  }

  /** The record of what an operator did. */
  public AuditRecordBuilder ofOperator(RoutingContext http, String name) {
    return record(http, name, false).identity(UserIdentity.operator());
  }

  /** Writes, and then answers on the request's own thread. */
  public void write(RoutingContext http, AuditRecordBuilder record, Runnable answer) {
    Context own = Vertx.currentContext();
    writer
        .write(record.build())
        .whenComplete(
            (written, failure) ->
                run(
                    own,
                    () -> {
                      if (failure == null) {
                        answer.run();
                      } else {
                        unavailable(http, failure);
                      }
                    }));
  }

  /**
   * As {@link #write}, for what may come in floods: of each source the first is written, and the
   * following ones of a minute as one record with their count.
   */
  public void sample(
      RoutingContext http, String source, AuditRecordBuilder record, Runnable answer) {
    sample(samples, http, source, record, answer);
  }

  /**
   * Refuses a request that shows no credential that opens what it asks for. It is {@link #sample
   * sampled} by the address that it comes from.
   */
  public void refuse(RoutingContext http, Runnable answer) {
    HttpServerRequest request = http.request();
    boolean missing = !request.headers().contains(HttpHeaders.AUTHORIZATION);
    AuditRecordBuilder record =
        record(http, AuditRecordBuilder.INTERNAL_ACCESS, request.method() == HttpMethod.GET)
            .parameter("method", request.method().name())
            .parameter("path", http.normalizedPath())
            .refused(
                missing ? ErrorCode.MISSING_AUTHENTICATION_TOKEN : ErrorCode.UNRECOGNIZED_CLIENT,
                "The credential is missing or wrong.");
    sample(strangers, http, String.valueOf(address(http)), record, answer);
  }

  private void sample(
      SampledRecords<AuditRecordBuilder> counts,
      RoutingContext http,
      String source,
      AuditRecordBuilder record,
      Runnable answer) {
    if (counts.isFirst(source, record)) {
      write(http, record, answer);
    } else {
      answer.run();
    }
  }

  /** Writes what was only counted, of windows that are over. */
  void writeCounted() {
    samples.writeDue();
    strangers.writeDue();
  }

  /** Writes what was only counted, at the end. */
  void writeAllCounted() {
    samples.writeAll();
    strangers.writeAll();
  }

  private AuditRecordBuilder record(RoutingContext http, String name, boolean readOnly) {
    return AuditRecordBuilder.event(name, readOnly, region, clock.instant())
        .from(address(http), http.request().getHeader(HttpHeaders.USER_AGENT));
  }

  /** Null when it is not known. */
  private static String address(RoutingContext http) {
    SocketAddress address = http.request().remoteAddress();
    return address == null ? null : address.hostAddress();
  }

  private static void run(Context own, Runnable answer) {
    if (own == null) {
      answer.run();
    } else {
      own.runOnContext(ignored -> answer.run());
    }
  }

  private static void unavailable(RoutingContext http, Throwable failure) {
    LOG.errorf("A call is refused because it cannot be put on record; cause=%s", failure);
    InternalAnswers.error(
        http, ErrorCode.SERVICE_UNAVAILABLE, "The service is temporarily unavailable.");
  }
}
