package org.postroom.kit.deadletter;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.contract.message.MessageHeader;
import org.postroom.kit.database.Database;
import org.postroom.kit.database.Sql;
import org.postroom.kit.outbox.HeaderText;
import org.postroom.kit.outbox.OutboxRecord;
import org.postroom.kit.outbox.OutboxRow;
import org.postroom.kit.outbox.Publisher;

/** What an operator can do with dead letters: look at the open ones and replay one. */
public final class DeadLetters {
  private static final int MOST = 1_000;
  private static final String UNREADABLE_ID = "r-";

  private final Database database;
  private final Publisher publisher;

  public DeadLetters(Database database, Publisher publisher) {
    this.database = database;
    this.publisher = publisher;
  }

  /** The open ones, the oldest first, at most a thousand. */
  public Uni<List<Letter>> open() {
    return database
        .read(session -> DeadLetterTable.open(Sql.of(session), MOST))
        .map(rows -> rows.stream().map(DeadLetters::letter).toList());
  }

  /**
   * Sends the command again, under its own id, without deadline and reply. If it has been decided
   * meanwhile, however that came, nothing happens; if it succeeds now, that closes the letter.
   *
   * @return completes when the command is in its topic; fails with {@link OperationRejected} when
   *     there is no such letter, or it is closed, or too old
   */
  public Uni<Void> replay(String commandId) {
    return database
        .read(session -> DeadLetterTable.find(Sql.of(session), commandId))
        .map(rows -> command(commandId, rows))
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .invoke(command -> publisher.publish(List.of(new OutboxRow(0, command))))
        .replaceWithVoid();
  }

  private static OutboxRecord command(String commandId, List<Object[]> rows) {
    if (rows.isEmpty()) {
      throw new OperationRejected(
          ErrorCode.ENTITY_NOT_FOUND, "There is no dead letter " + commandId + ".");
    }
    Object[] row = rows.get(0);
    if (row[4] != null) {
      throw new OperationRejected(
          ErrorCode.ENTITY_STATE, "The dead letter " + commandId + " is closed.");
    }
    if (row[5] != null) {
      throw new OperationRejected(
          ErrorCode.ENTITY_STATE,
          "What the dead letter " + commandId + " held is not kept any longer.");
    }
    if (commandId.startsWith(UNREADABLE_ID)) {
      throw new OperationRejected(
          ErrorCode.ENTITY_STATE, "The record " + commandId + " is no command.");
    }
    Map<String, byte[]> headers =
        new LinkedHashMap<>(HeaderText.read(((Buffer) row[2]).getBytes()));
    headers.remove(MessageHeader.DEADLINE);
    headers.remove(MessageHeader.REPLY_GATEWAY);
    headers.remove(MessageHeader.REPLY_PARTITION);
    return new OutboxRecord(
        (String) row[1], (String) row[0], null, headers, ((Buffer) row[3]).getBytes());
  }

  private static Letter letter(Object[] row) {
    return new Letter(
        (String) row[1],
        (String) row[0],
        (String) row[2],
        (String) row[3],
        (Integer) row[4],
        (Long) row[5],
        (String) row[6],
        (Integer) row[7],
        ((OffsetDateTime) row[8]).toInstant());
  }

  /**
   * An open dead letter, without what the caller sent.
   *
   * @param commandId the id to replay it by
   * @param failure the types of the failure's causes
   * @param failures how often it has failed
   */
  public record Letter(
      String commandId,
      String organizationId,
      String operation,
      String topic,
      int partition,
      long offset,
      String failure,
      int failures,
      Instant createdAt) {}
}
