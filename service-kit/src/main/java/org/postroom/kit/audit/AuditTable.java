package org.postroom.kit.audit;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import org.postroom.audit.ChainEntry;
import org.postroom.audit.EntryType;
import org.postroom.kit.database.Sql;
import org.postroom.kit.lane.Lane;
import org.postroom.kit.lane.OldestRows;
import org.postroom.kit.outbox.OutboxTable;

/** The statements on audit records; whoever writes holds the lane's lock. */
public final class AuditTable {
  private static final HexFormat HEX = HexFormat.of();
  private static final String INSERT =
      """
      insert into audit_record (organization_id, lane_topic, lane_partition, position, writer,
          number, type, written_at, previous, hash, data)
      select * from unnest($1::text[], $2::text[], $3::integer[], $4::bigint[], $5::text[],
          $6::bigint[], $7::text[], $8::timestamptz[], $9::bytea[], $10::bytea[], $11::bytea[])
      """;
  private static final String READ =
      """
      select position, organization_id, writer, number, type, written_at, previous, hash, data
      from audit_record
      where lane_topic = $1 and lane_partition = $2 and position > $3
      order by position limit $4
      """;

  /** Drops what was published and is old. */
  public static final String PRUNE =
      OldestRows.delete("audit_record", "position", "written_at", OutboxTable.KEPT, "true");

  private AuditTable() {}

  /** A row and the lane it belongs to. */
  public record Entry(Lane lane, AuditRow row) {}

  /** Writes rows of one or several lanes; nothing is sent to the database for none. */
  public static Uni<Void> insert(Sql sql, List<Entry> rows) {
    if (rows.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    int n = rows.size();
    String[] organizations = new String[n];
    String[] topics = new String[n];
    Integer[] partitions = new Integer[n];
    Long[] positions = new Long[n];
    String[] writers = new String[n];
    Long[] numbers = new Long[n];
    String[] types = new String[n];
    OffsetDateTime[] times = new OffsetDateTime[n];
    Buffer[] previous = new Buffer[n];
    Buffer[] hashes = new Buffer[n];
    Buffer[] data = new Buffer[n];
    for (int i = 0; i < n; i++) {
      Entry each = rows.get(i);
      ChainEntry entry = each.row().entry();
      organizations[i] = each.row().organizationId();
      topics[i] = each.lane().topic();
      partitions[i] = each.lane().partition();
      positions[i] = each.row().position();
      writers[i] = entry.writer();
      numbers[i] = entry.number();
      types[i] = entry.type().name();
      times[i] = entry.time().atOffset(ZoneOffset.UTC);
      previous[i] = bytes(entry.previous());
      hashes[i] = bytes(entry.hash());
      data[i] = Buffer.buffer(entry.data());
    }
    return sql.update(
            INSERT,
            organizations,
            topics,
            partitions,
            positions,
            writers,
            numbers,
            types,
            times,
            previous,
            hashes,
            data)
        .replaceWithVoid();
  }

  /** The lane's rows after a position, in order. */
  public static Uni<List<AuditRow>> rows(Sql sql, Lane lane, long after, int limit) {
    return sql.rows(READ, lane.topic(), lane.partition(), after, limit)
        .map(rows -> rows.stream().map(AuditTable::row).toList());
  }

  /** Deletes a bounded number of rows that were published long ago; returns how many. */
  public static Uni<Integer> prune(Sql sql, Lane lane, long acknowledged, Instant now) {
    return sql.update(
        PRUNE,
        lane.topic(),
        lane.partition(),
        acknowledged,
        now.atOffset(ZoneOffset.UTC),
        OutboxTable.PRUNED_AT_ONCE);
  }

  /** A hash as a column. */
  public static Buffer bytes(String hash) {
    return Buffer.buffer(HEX.parseHex(hash));
  }

  /** A column as a hash. */
  public static String hash(Object column) {
    return HEX.formatHex(((Buffer) column).getBytes());
  }

  private static AuditRow row(Object[] columns) {
    return new AuditRow(
        (Long) columns[0],
        (String) columns[1],
        new ChainEntry(
            (String) columns[2],
            (Long) columns[3],
            EntryType.valueOf((String) columns[4]),
            ((OffsetDateTime) columns[5]).toInstant(),
            hash(columns[6]),
            hash(columns[7]),
            ((Buffer) columns[8]).getBytes()));
  }
}
