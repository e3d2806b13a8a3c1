package org.postroom.gateway.audit;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import org.jboss.logging.Logger;
import org.postroom.audit.AuditRecordBuilder;
import org.postroom.audit.AuditWriter;
import org.postroom.audit.UnawaitedRecords;
import org.postroom.audit.UserIdentity;
import org.postroom.contract.error.ErrorCode;
import org.postroom.gateway.auth.Credentials;
import org.postroom.gateway.auth.CredentialsChange;
import org.postroom.gateway.auth.CredentialsChange.OfKey;
import org.postroom.gateway.auth.CredentialsFile;
import org.postroom.gateway.auth.CredentialsFile.Reading;
import org.postroom.gateway.config.GatewayConfig;

/**
 * Puts on record which access keys this gateway takes up from its file: all of them when it starts,
 * what has changed when the file is read again, and that a file was refused. Who has written the
 * file nobody knows here: it is an operator's action. A change counts at once, and its records
 * follow; those that cannot be written yet are written later, unless the process ends before. Then
 * the next start says which keys there are.
 */
@Singleton
public class CredentialsTrail {
  private static final Logger LOG = Logger.getLogger(CredentialsTrail.class);
  private static final String NAME = "TakeUpCredentials";
  private static final int MOST_KEYS = 500;

  private final CredentialsFile file;
  private final UnawaitedRecords records;
  private final String region;
  private final Clock clock;

  @Inject
  CredentialsTrail(CredentialsFile file, GatewayConfig config, AuditWriter writer, Clock clock) {
    this(file, config.region(), writer, clock);
  }

  CredentialsTrail(CredentialsFile file, String region, AuditWriter writer, Clock clock) {
    this.file = file;
    this.records = new UnawaitedRecords(writer);
    this.region = region;
    this.clock = clock;
  }

  /** Says what is in force at the start. */
  public void start() {
    Credentials credentials = file.get();
    LOG.infof("Credentials file read: file=%s credentials=%d", file.file(), credentials.size());
    taken(credentials.since(Credentials.NONE), true);
  }

  /** Looks at the file again; called periodically, away from the event loops. */
  public void look() {
    records.writeAgain();
    file.refresh().ifPresent(this::read);
  }

  private void read(Reading reading) {
    if (reading.change() != null) {
      taken(reading.change(), false);
    } else {
      records.write(
          record()
              .parameter("file", file.file().toString())
              .refused(ErrorCode.VALIDATION, reading.refusal())
              .build());
    }
  }

  /** In several records when there are many keys, so that each can be written whole. */
  private void taken(CredentialsChange change, boolean atStart) {
    List<OfKey> keys = change.accessKeys();
    int from = 0;
    do {
      int to = Math.min(keys.size(), from + MOST_KEYS);
      boolean first = from == 0;
      records.write(
          record()
              .request(
                  new TakenUp(
                      file.file().toString(),
                      atStart,
                      keys.subList(from, to),
                      first ? change.otherRates() : List.of()))
              .build());
      from = to;
    } while (from < keys.size());
  }

  private AuditRecordBuilder record() {
    return AuditRecordBuilder.event(NAME, false, region, clock.instant())
        .identity(UserIdentity.operator());
  }

  /** What a record says, as its parameters. */
  record TakenUp(
      String file, boolean atStart, List<OfKey> accessKeys, List<String> accountsWithOtherRates) {}
}
