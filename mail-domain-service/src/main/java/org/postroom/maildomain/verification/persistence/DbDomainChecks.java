package org.postroom.maildomain.verification.persistence;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.contract.maildomain.DnsRecordVerificationStatus;
import org.postroom.kit.command.Change;
import org.postroom.kit.database.Sql;
import org.postroom.maildomain.domain.application.Verification;
import org.postroom.maildomain.domain.model.DomainName;
import org.postroom.maildomain.domain.model.MailDomain;
import org.postroom.maildomain.verification.application.DomainChecks;
import org.postroom.maildomain.verification.model.DomainCheck;
import org.postroom.maildomain.verification.model.RecordState;

/** The look-ups in their table, by plain SQL. */
@Singleton
class DbDomainChecks implements DomainChecks, Verification {
  /** As many of each partition as of all, and of those the longest due: all by the one index. */
  static final String DUE =
      """
      select c.organization_id, c.registration_id, c.attempt, d.domain_name, d.ownership_status,
        d.dkim_status, d.creation_number
      from (
        select k.* from unnest($1::int[]) p (number)
        cross join lateral (
          select k.organization_id, k.registration_id, k.attempt, k.due_at
          from mail_domain_check k
          where k.command_partition = p.number and k.due_at <= $2
          order by k.due_at limit $3
        ) k
        order by k.due_at limit $3
      ) c
      join mail_domain d
        on d.organization_id = c.organization_id and d.registration_id = c.registration_id
      order by c.due_at
      """;

  private static final String INSERT =
      """
      insert into mail_domain_check (organization_id, registration_id, command_partition, attempt,
        due_at, ownership_missing_since, dkim_missing_since)
      values ($1, $2, $3, 0, $4, $5, $6)
      on conflict (organization_id, registration_id)
      """;

  @Override
  public Uni<Optional<DomainCheck>> find(
      Mutiny.Session session, String organizationId, MailDomain registration) {
    return Sql.of(session)
        .rows(
            "select attempt, ownership_missing_since, dkim_missing_since, due_at"
                + " from mail_domain_check where organization_id = $1 and registration_id = $2",
            organizationId,
            registration.registrationId())
        .map(rows -> rows.stream().findFirst().map(row -> check(registration, row)));
  }

  @Override
  public Uni<List<Due>> due(
      Mutiny.Session session, Collection<Integer> partitions, Instant now, int limit) {
    return Sql.of(session)
        .rows(DUE, partitions.toArray(Integer[]::new), time(now), limit)
        .map(rows -> rows.stream().map(DbDomainChecks::due).toList());
  }

  @Override
  public Change advance(String organizationId, MailDomain registration, DomainCheck check) {
    return session ->
        Sql.of(session)
            .update(
                "update mail_domain_check set attempt = $3, due_at = $4,"
                    + " ownership_missing_since = $5, dkim_missing_since = $6"
                    + " where organization_id = $1 and registration_id = $2",
                organizationId,
                registration.registrationId(),
                check.attempt(),
                time(check.dueAt()),
                check.ownership().missing().map(DbDomainChecks::time).orElse(null),
                check.dkim().missing().map(DbDomainChecks::time).orElse(null))
            .replaceWithVoid();
  }

  @Override
  public Change begin(
      String organizationId, int partition, List<MailDomain> registrations, Instant now) {
    return session -> {
      Uni<Void> all = Uni.createFrom().voidItem();
      for (MailDomain registration : registrations) {
        all =
            all.chain(
                () -> insert(session, organizationId, partition, registration, now, "do nothing"));
      }
      return all;
    };
  }

  @Override
  public Change hasten(String organizationId, int partition, MailDomain registration, Instant now) {
    // What has not been verified counts as missing from now on, so that it is looked for fast
    // again;
    // how long a verified record has been missing is not forgotten.
    return session ->
        insert(
            session,
            organizationId,
            partition,
            registration,
            now,
            "do update set due_at = excluded.due_at,"
                + " ownership_missing_since = coalesce(excluded.ownership_missing_since,"
                + " mail_domain_check.ownership_missing_since),"
                + " dkim_missing_since = coalesce(excluded.dkim_missing_since,"
                + " mail_domain_check.dkim_missing_since)");
  }

  @Override
  public Change drop(String organizationId, List<MailDomain> registrations) {
    return session ->
        Sql.of(session)
            .update(
                "delete from mail_domain_check"
                    + " where organization_id = $1 and registration_id = any($2)",
                organizationId,
                registrations.stream().map(MailDomain::registrationId).toArray(String[]::new))
            .replaceWithVoid();
  }

  private static Uni<Void> insert(
      Mutiny.Session session,
      String organizationId,
      int partition,
      MailDomain registration,
      Instant now,
      String onConflict) {
    return Sql.of(session)
        .update(
            INSERT + onConflict,
            organizationId,
            registration.registrationId(),
            partition,
            time(now),
            missingSince(registration.ownership(), now),
            missingSince(registration.dkim(), now))
        .replaceWithVoid();
  }

  private static OffsetDateTime missingSince(DnsRecordVerificationStatus status, Instant now) {
    return status == DnsRecordVerificationStatus.VERIFIED ? null : time(now);
  }

  private static DomainCheck check(MailDomain registration, Object[] row) {
    return new DomainCheck(
        ((Number) row[0]).intValue(),
        new RecordState(registration.ownership(), instant(row[1])),
        new RecordState(registration.dkim(), instant(row[2])),
        instant(row[3]).orElseThrow());
  }

  private static Due due(Object[] row) {
    MailDomain registration =
        MailDomain.custom(
                (String) row[1], new DomainName((String) row[3]), ((Number) row[6]).longValue())
            .with(
                DnsRecordVerificationStatus.valueOf((String) row[4]),
                DnsRecordVerificationStatus.valueOf((String) row[5]));
    return new Due((String) row[0], registration, ((Number) row[2]).intValue());
  }

  private static Optional<Instant> instant(Object column) {
    return Optional.ofNullable((OffsetDateTime) column).map(OffsetDateTime::toInstant);
  }

  private static OffsetDateTime time(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
