package org.postroom.kit.command;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.postroom.audit.AuditRecord;
import org.postroom.audit.AuditRecordBuilder;
import org.postroom.audit.EntryType;
import org.postroom.contract.event.OrganizationSnapshotCompleted;
import org.postroom.contract.event.OrganizationSnapshotStarted;
import org.postroom.contract.json.Json;
import org.postroom.contract.message.CommandEnvelope;
import org.postroom.contract.message.EventEnvelope;
import org.postroom.contract.message.MessageHeader;
import org.postroom.contract.message.Topics;
import org.postroom.contract.operation.Operation;
import org.postroom.kit.ServiceDefinition;
import org.postroom.kit.audit.AuditDraft;
import org.postroom.kit.deadletter.DeadLetterTable;
import org.postroom.kit.deadletter.FailureText;
import org.postroom.kit.inbox.ClientTokenTable;
import org.postroom.kit.inbox.CommandKey;
import org.postroom.kit.inbox.InboxTable;
import org.postroom.kit.lane.LaneTransaction;
import org.postroom.kit.outbox.OutboxRecord;
import org.postroom.kit.outbox.OutboxTable;
import org.postroom.kit.outbox.SequenceTable;
import org.postroom.kit.outbox.Sequences;

/** What is kept about a batch besides the state itself; written by a few multi-row statements. */
final class Bookkeeping {
  private static final Logger LOG = Logger.getLogger(Bookkeeping.class);
  private static final int MAX_EVENT = 64 * 1024;
  private static final String UNKNOWN_ACCOUNT = "unknown";

  private final ServiceDefinition service;
  private final String region;
  private final LaneTransaction transaction;
  private final Sequences sequences;
  private final Instant now;
  private final Map<ClientTokenTable.Key, ClientTokenTable.Use> tokens = new HashMap<>();

  Bookkeeping(CommandParts parts, LaneTransaction transaction, Sequences sequences, Instant now) {
    this.service = parts.service();
    this.region = parts.region();
    this.transaction = transaction;
    this.sequences = sequences;
    this.now = now;
  }

  /** Numbers the events of an accepted command and publishes them and its commands. */
  void publish(IncomingCommand incoming, Outcome<?> outcome) {
    CommandEnvelope command = incoming.command();
    String account = account(command);
    if (!outcome.events().isEmpty() && sequences.beginsLate(command.organizationId())) {
      for (Record end :
          List.of(new OrganizationSnapshotStarted(), new OrganizationSnapshotCompleted())) {
        transaction.publish(record(event(command, account, end), incoming.traceParent()));
      }
    }
    for (Record event : outcome.events()) {
      transaction.publish(record(event(command, account, event), incoming.traceParent()));
    }
    for (InternalCommand<?> next : outcome.commands()) {
      transaction.publish(
          OutboxRecord.command(
              service.context(), InternalCommands.envelope(next, account, incoming.traceParent())));
    }
  }

  /**
   * Writes the audit record of an accepted call.
   *
   * @return the attempt that the record is about; null when nobody called
   */
  String audit(IncomingCommand incoming, Operation<?, ?> operation, Object response) {
    CommandEnvelope command = incoming.command();
    if (command.caller() == null) {
      return null;
    }
    AuditRecord record =
        AuditRecordBuilder.call(operation, region, now)
            .ofEffect()
            .caller(command.caller())
            .requestId(command.requestId())
            .request(incoming.request(operation.requestType()))
            .response(response)
            .additional("commandId", command.commandId())
            .build();
    transaction.audit(
        sequences.epoch(),
        new AuditDraft(command.organizationId(), EntryType.RECORD, now, record.json()));
    return command.requestId();
  }

  /** A token was used successfully. */
  void remember(ClientTokenTable.Key token, ClientTokenTable.Use use) {
    tokens.put(token, use);
  }

  /** Makes a dead letter of a command. */
  void bury(IncomingCommand incoming, Throwable failure) {
    CommandKey key = incoming.key();
    String text = FailureText.of(failure);
    LOG.errorf(
        FailureText.withoutMessages(failure),
        "A command is a dead letter; operation=%s organizationId=%s commandId=%s failure=%s",
        incoming.operation(),
        key.organizationId(),
        key.commandId(),
        text);
    transaction.atTheEnd(
        sql ->
            DeadLetterTable.store(
                sql,
                key,
                incoming.operation(),
                transaction.lane(),
                incoming.record().offset(),
                incoming.headers(),
                incoming.payload(),
                text,
                now));
    transaction.publish(
        new OutboxRecord(
            Topics.DEAD_LETTERS,
            key.organizationId(),
            null,
            incoming.headers(),
            incoming.payload()));
  }

  /** Adds the statements for what has become of the commands. */
  void close(List<BatchResult.Decided> decided) {
    int partition = transaction.lane().partition();
    List<InboxTable.Entry> entries = new ArrayList<>();
    List<DeadLetterTable.Closing> succeeded = new ArrayList<>();
    List<CommandKey> settled = new ArrayList<>();
    for (BatchResult.Decided each : decided) {
      IncomingCommand incoming = each.command();
      Decision.Result result = each.decision().result();
      if (result.isRemembered()) {
        entries.add(
            new InboxTable.Entry(
                incoming.key(),
                incoming.operation(),
                each.decision().reply(),
                partition,
                now.plus(
                    incoming.command().deadline() == null
                        ? InboxTable.KEPT_WITHOUT_DEADLINE
                        : InboxTable.KEPT)));
      }
      if (result == Decision.Result.ACCEPTED || result == Decision.Result.SAME_TOKEN) {
        succeeded.add(new DeadLetterTable.Closing(incoming.key(), now));
      }
      if (result.isSettled() && incoming.isReadable() && incoming.command().isInternal()) {
        settled.add(incoming.key());
      }
    }
    transaction.write(InboxTable.INSERT_ALL, entries);
    transaction.write(SequenceTable.STORE_ALL, sequences.used(partition, now));
    transaction.write(
        ClientTokenTable.INSERT_ALL,
        tokens.entrySet().stream()
            .map(use -> new ClientTokenTable.Entry(use.getKey(), use.getValue(), partition))
            .toList());
    transaction.write(DeadLetterTable.CLOSE_ALL, succeeded);
    transaction.write(OutboxTable.FINISH_ALL, settled);
  }

  private EventEnvelope event(CommandEnvelope command, String account, Record event) {
    Record data = Retold.event(event);
    String type = service.events().of(data).wireName();
    byte[] json = Json.write(data);
    if (json.length > MAX_EVENT) {
      throw new IllegalStateException("an event " + type + " is larger than 64 KiB");
    }
    String organizationId = command.organizationId();
    String owner = account == null ? UNKNOWN_ACCOUNT : account;
    long sequence = sequences.next(organizationId, owner);
    return new EventEnvelope(
        organizationId + "-" + sequences.epoch() + "-" + sequence,
        "/postroom/" + service.context().wireName(),
        type,
        now,
        organizationId,
        owner,
        sequences.epoch(),
        sequence,
        command.commandId(),
        Retold.is(event),
        json);
  }

  private OutboxRecord record(EventEnvelope event, String traceParent) {
    OutboxRecord record = OutboxRecord.event(service.context(), event);
    if (traceParent == null) {
      return record;
    }
    Map<String, byte[]> headers = new LinkedHashMap<>(record.headers());
    headers.put(
        MessageHeader.TRACE_PARENT, traceParent.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    return new OutboxRecord(record.topic(), record.organizationId(), null, headers, record.value());
  }

  /** The organization's owner: from its earlier events, else from the command. */
  private String account(CommandEnvelope command) {
    String known = sequences.account(command.organizationId());
    return known != null || command.caller() == null ? known : command.caller().account();
  }
}
