package org.postroom.maildomain.dkim.persistence;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.contract.maildomain.DnsRecordVerificationStatus;
import org.postroom.kit.command.Change;
import org.postroom.kit.command.InternalCommand;
import org.postroom.kit.database.Sql;
import org.postroom.kit.timer.DueCommands;
import org.postroom.maildomain.dkim.application.KeyRings;
import org.postroom.maildomain.dkim.application.ReviewKeys;
import org.postroom.maildomain.dkim.application.SigningDomain;
import org.postroom.maildomain.dkim.application.StoredRing;
import org.postroom.maildomain.dkim.model.KeyRing;
import org.postroom.maildomain.dkim.model.RetiredKey;
import org.postroom.maildomain.dkim.model.SigningKey;
import org.postroom.maildomain.domain.model.DomainName;

/** Key rings in their table, by plain SQL, and the timer that has them reviewed. */
@Singleton
class DbKeyRings implements KeyRings, DueCommands {
  private static final String COLUMNS =
      "organization_id, registration_id, domain_name, token_1, token_2, token_3,"
          + " current_selector, current_public_key, current_private_key,"
          + " next_selector, next_public_key, next_private_key,"
          + " previous_selector, previous_public_key, previous_until,"
          + " signing_since, rotating, version";
  private static final String SELECT = "select " + COLUMNS + " from dkim_key_ring ";

  private static final String SAVE =
      "insert into dkim_key_ring ("
          + COLUMNS
          + ", command_partition, awaits_keys, due_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9,"
          + " $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)"
          + " on conflict (organization_id, registration_id) do update set"
          + " current_selector = excluded.current_selector,"
          + " current_public_key = excluded.current_public_key,"
          + " current_private_key = excluded.current_private_key,"
          + " next_selector = excluded.next_selector,"
          + " next_public_key = excluded.next_public_key,"
          + " next_private_key = excluded.next_private_key,"
          + " previous_selector = excluded.previous_selector,"
          + " previous_public_key = excluded.previous_public_key,"
          + " previous_until = excluded.previous_until,"
          + " signing_since = excluded.signing_since,"
          + " rotating = excluded.rotating,"
          + " version = excluded.version,"
          + " command_partition = excluded.command_partition,"
          + " awaits_keys = excluded.awaits_keys,"
          + " due_at = excluded.due_at";

  private static final String PARTITIONS_DUE =
      DueCommands.partitionsWith(
          dueRings("p.number", false),
          dueRings("p.number", true),
          dueRings("-1", false),
          dueRings("-1", true));

  /** A registration that awaits keys is due only when there are some: the stock bounds the work. */
  private static final String DUE =
      "select organization_id, registration_id, version from ("
          + "(select * from dkim_key_ring where command_partition in ($1, -1)"
          + " and not awaits_keys and due_at <= $2 order by due_at limit $3)"
          + " union all"
          + " (select * from dkim_key_ring where command_partition in ($1, -1)"
          + " and awaits_keys and due_at <= $2 order by due_at"
          + " limit least($3, (select count(*) from dkim_spare_key)))"
          + ") due order by due_at limit $3";

  private static String dueRings(String partition, boolean awaitKeys) {
    return ("dkim_key_ring where command_partition = %s and awaits_keys = %s and due_at <= $2"
            + " order by due_at")
        .formatted(partition, awaitKeys);
  }

  @Override
  public Uni<Optional<StoredRing>> find(
      Mutiny.Session session, String organizationId, String registrationId) {
    return Sql.of(session)
        .rows(
            SELECT + "where organization_id = $1 and registration_id = $2",
            organizationId,
            registrationId)
        .map(rows -> rows.stream().findFirst().map(DbKeyRings::stored));
  }

  @Override
  public Change save(String organizationId, StoredRing stored, Due due) {
    KeyRing ring = stored.ring();
    SigningKey current = ring.current();
    SigningKey next = ring.next();
    RetiredKey previous = ring.previous();
    Object[] values = {
      organizationId,
      ring.registrationId(),
      ring.domain().text(),
      ring.tokens().get(0),
      ring.tokens().get(1),
      ring.tokens().get(2),
      current == null ? null : current.selector(),
      current == null ? null : current.publicKey(),
      current == null ? null : current.sealedPrivateKey(),
      next == null ? null : next.selector(),
      next == null ? null : next.publicKey(),
      next == null ? null : next.sealedPrivateKey(),
      previous == null ? null : previous.selector(),
      previous == null ? null : previous.publicKey(),
      previous == null ? null : time(previous.until()),
      time(ring.signingSince()),
      ring.rotating(),
      stored.version(),
      due.partition(),
      due.awaitsKeys(),
      due.at() == null ? null : time(due.at())
    };
    return session -> Sql.of(session).update(SAVE, values).replaceWithVoid();
  }

  @Override
  public Change remove(String organizationId, Collection<String> registrationIds) {
    String[] ids = registrationIds.toArray(String[]::new);
    return session ->
        Sql.of(session)
            .update(
                "delete from dkim_key_ring"
                    + " where organization_id = $1 and registration_id = any($2)",
                organizationId,
                ids)
            .replaceWithVoid();
  }

  @Override
  public Uni<Optional<SigningDomain>> signing(Mutiny.Session session, DomainName name) {
    return Sql.of(session)
        .rows(
            "select d.organization_id, d.registration_id, d.ownership_status, d.dkim_status,"
                + " r.current_selector, r.current_public_key, r.current_private_key"
                + " from mail_domain_name n join mail_domain d using"
                + " (organization_id, registration_id) join dkim_key_ring r using"
                + " (organization_id, registration_id)"
                + " left join closed_registration c using (organization_id, registration_id)"
                + " where n.domain_name = $1 and r.current_selector is not null"
                + " and c.registration_id is null",
            name.text())
        .map(rows -> rows.stream().findFirst().map(DbKeyRings::signing));
  }

  @Override
  public Uni<Map<String, String>> selectors(
      Mutiny.Session session, String organizationId, Collection<String> registrationIds) {
    return Sql.of(session)
        .rows(
            "select registration_id, current_selector from dkim_key_ring"
                + " where organization_id = $1 and registration_id = any($2)"
                + " and current_selector is not null",
            organizationId,
            registrationIds.toArray(String[]::new))
        .map(
            rows ->
                rows.stream()
                    .collect(Collectors.toMap(row -> (String) row[0], row -> (String) row[1])));
  }

  @Override
  public Uni<List<Place>> after(Mutiny.Session session, Place last, int limit) {
    return Sql.of(session)
        .rows(
            SELECT
                + "where (organization_id, registration_id) > ($1, $2)"
                + " order by organization_id, registration_id limit $3",
            last.organizationId(),
            last.registrationId(),
            limit)
        .map(rows -> rows.stream().map(DbKeyRings::place).toList());
  }

  @Override
  public Uni<List<Awaiting>> awaitingNext(
      Mutiny.Session session, Collection<Integer> partitions, Place last, int limit) {
    return Sql.of(session)
        .rows(
            SELECT
                + "where (organization_id, registration_id) > ($1, $2)"
                + " and rotating and next_selector is not null and previous_selector is null"
                + " and command_partition = any($3)"
                + " order by organization_id, registration_id limit $4",
            last.organizationId(),
            last.registrationId(),
            partitions.toArray(Integer[]::new),
            limit)
        .map(
            rows ->
                rows.stream().map(row -> new Awaiting(place(row), stored(row).version())).toList());
  }

  @Override
  public Uni<List<Integer>> partitionsDue(
      Mutiny.Session session, Collection<Integer> partitions, Instant now) {
    return DueCommands.ask(Sql.of(session), PARTITIONS_DUE, partitions, now);
  }

  @Override
  public Uni<List<InternalCommand<?>>> due(
      Mutiny.Session session, int partition, Instant now, int limit) {
    return Sql.of(session)
        .rows(DUE, partition, time(now), limit)
        .map(rows -> rows.stream().<InternalCommand<?>>map(DbKeyRings::review).toList());
  }

  private static InternalCommand<ReviewKeys> review(Object[] row) {
    String registrationId = (String) row[1];
    long version = (Long) row[2];
    return ReviewKeys.TYPE.of(
        (String) row[0],
        "dkim/" + registrationId + "/" + version,
        new ReviewKeys(registrationId, version));
  }

  private static StoredRing stored(Object[] row) {
    return new StoredRing(ring(row), (Long) row[17]);
  }

  private static Place place(Object[] row) {
    return new Place((String) row[0], (String) row[1], ring(row));
  }

  private static KeyRing ring(Object[] row) {
    return new KeyRing(
        (String) row[1],
        new DomainName((String) row[2]),
        List.of((String) row[3], (String) row[4], (String) row[5]),
        key(row, 6),
        key(row, 9),
        row[12] == null
            ? null
            : new RetiredKey((String) row[12], (String) row[13], instant(row[14])),
        instant(row[15]),
        (Boolean) row[16]);
  }

  private static SigningKey key(Object[] row, int first) {
    return row[first] == null
        ? null
        : new SigningKey((String) row[first], (String) row[first + 1], (String) row[first + 2]);
  }

  private static SigningDomain signing(Object[] row) {
    return new SigningDomain(
        (String) row[0],
        (String) row[1],
        DnsRecordVerificationStatus.valueOf((String) row[2]),
        DnsRecordVerificationStatus.valueOf((String) row[3]),
        key(row, 4));
  }

  private static OffsetDateTime time(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }

  private static Instant instant(Object time) {
    return ((OffsetDateTime) time).toInstant();
  }
}
