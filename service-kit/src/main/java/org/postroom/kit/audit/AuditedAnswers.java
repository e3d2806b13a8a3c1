package org.postroom.kit.audit;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
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
 * Answers mail servers and operators only when it is on record what they did. When nothing can be
 * written, they are answered 503 instead.
 */
@Singleton
public class AuditedAnswers {
  private static final Logger LOG = Logger.getLogger(AuditedAnswers.class);
  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final int MOST_SOURCES = 10_000;

  private final AuditWriter writer;
  private final MailServerCredentials mailServers;
  private final String region;
  private final Clock clock;
  private final SampledRecords<AuditRecordBuilder> samples;

  AuditedAnswers(
      AuditWriter writer, MailServerCredentials mailServers, KitConfig config, Clock clock) {
    this.writer = writer;
    this.mailServers = mailServers;
    this.region = config.region();
    this.clock = clock;
    this.samples =
        new SampledRecords<>(
            writer,
            clock,
            WINDOW,
            MOST_SOURCES,
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
    if (samples.isFirst(source, record)) {
      write(http, record, answer);
    } else {
      answer.run();
    }
  }

  /** Writes what was only counted, of windows that are over. */
  void writeCounted() {
    samples.writeDue();
  }

  /** Writes what was only counted, at the end. */
  void writeAllCounted() {
    samples.writeAll();
  }

  private AuditRecordBuilder record(RoutingContext http, String name, boolean readOnly) {
    String address =
        http.request().remoteAddress() == null
            ? null
            : http.request().remoteAddress().hostAddress();
    return AuditRecordBuilder.event(name, readOnly, region, clock.instant())
        .from(address, http.request().getHeader(HttpHeaders.USER_AGENT));
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
