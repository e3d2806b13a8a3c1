package org.postroom.export.worker.persistence;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.export.job.application.ExportRuns;
import org.postroom.export.run.ExportOrder;
import org.postroom.export.run.ExportTarget;
import org.postroom.export.run.MailboxOwner;
import org.postroom.export.worker.application.Lease;
import org.postroom.export.worker.application.Leases;
import org.postroom.kit.command.Change;
import org.postroom.kit.database.Sql;

/**
 * Orders and who has them, in one table. Deciding handlers lock a row and keep it to the end of
 * their transaction; workers never wait for more than one row, so the two cannot wait for each
 * other in a circle.
 */
@Singleton
class DbRuns implements ExportRuns, Leases {
  private static final String OF_ONE = " where organization_id = $1 and job_id = $2";
  private static final String QUEUE =
      """
      insert into export_run (organization_id, job_id, entity_id, email, name, s3_bucket_name,
        s3_prefix, role_arn, kms_key_arn, attempt, failures, cancelled, due_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, 0, false, now())
      """;
  private static final String ATTEMPT = "select attempt from export_run" + OF_ONE + " for update";
  private static final String FINISH = "delete from export_run" + OF_ONE;
  private static final String CANCEL =
      "update export_run set cancelled = true,"
          + " due_at = case when owner is null then now() else due_at end"
          + OF_ONE;

  /**
   * The oldest first, and organizations in turn: one that has much to do does not keep all workers
   * from another.
   */
  static final String TAKE =
      """
      with oldest as (
        select organization_id, job_id, due_at from export_run where due_at <= now()
        order by due_at limit 1000),
      ranked as (
        select organization_id, job_id,
          row_number() over (partition by organization_id order by due_at)
          + (select count(*) from export_run h where h.organization_id = o.organization_id
            and h.owner is not null and h.due_at > now()) as turn
        from oldest o),
      due as (
        select e.organization_id, e.job_id, e.entity_id from export_run e
        join ranked k on k.organization_id = e.organization_id and k.job_id = e.job_id
        where e.due_at <= now()
        order by k.turn, e.due_at limit $3 for update of e skip locked)
      update export_run r set owner = $1, attempt = r.attempt + 1,
        failures = r.failures + case when r.owner is null then 0 else 1 end,
        due_at = now() + $2 * interval '1 millisecond'
      from due left join mailbox m on m.organization_id = due.organization_id
        and m.entity_id = due.entity_id and m.has_mailbox and m.email is not null
      where r.organization_id = due.organization_id and r.job_id = due.job_id
      returning r.organization_id, r.job_id, r.attempt, r.failures, r.cancelled, r.entity_id,
        coalesce(m.email, r.email), coalesce(m.name, r.name), r.s3_bucket_name, r.s3_prefix,
        r.role_arn, r.kms_key_arn, r.upload_id, m.entity_id is not null
      """;

  private static final String RENEW =
      """
      with held as (
        select e.organization_id, e.job_id from export_run e
        join unnest($3::text[], $4::text[], $5::int[]) h(organization_id, job_id, attempt)
          on e.organization_id = h.organization_id and e.job_id = h.job_id
          and e.attempt = h.attempt
        where e.owner = $1 for update of e skip locked)
      update export_run r set due_at = now() + $2 * interval '1 millisecond'
      from held where r.organization_id = held.organization_id and r.job_id = held.job_id
      returning r.organization_id, r.job_id, r.attempt
      """;
  private static final String LOOK =
      """
      select e.organization_id, e.job_id, e.attempt, e.owner, e.cancelled from export_run e
      join unnest($1::text[], $2::text[]) h(organization_id, job_id)
        on e.organization_id = h.organization_id and e.job_id = h.job_id
      """;
  private static final String OF_OWNER = OF_ONE + " and attempt = $3 and owner = $4";
  private static final String UPLOADING = "update export_run set upload_id = $5" + OF_OWNER;
  private static final String GIVE_BACK =
      "update export_run set owner = null, failures = failures + $5,"
          + " due_at = now() + $6 * interval '1 millisecond'"
          + OF_OWNER;
  private static final String REMOVED = "delete from export_run" + OF_OWNER + " and cancelled";

  @Override
  public Change queue(ExportOrder order) {
    MailboxOwner mailbox = order.mailbox();
    ExportTarget target = order.target();
    return session ->
        update(
            session,
            QUEUE,
            order.organizationId(),
            order.jobId(),
            mailbox.entityId(),
            mailbox.email(),
            mailbox.name(),
            target.bucket(),
            target.prefix(),
            target.roleArn(),
            target.kmsKeyArn());
  }

  @Override
  public Uni<Optional<Integer>> attempt(
      Mutiny.Session session, String organizationId, String jobId) {
    return Sql.of(session)
        .rows(ATTEMPT, organizationId, jobId)
        .map(rows -> rows.stream().findFirst().map(row -> (Integer) row[0]));
  }

  @Override
  public Change finish(String organizationId, String jobId) {
    return session -> update(session, FINISH, organizationId, jobId);
  }

  @Override
  public Change cancel(String organizationId, String jobId) {
    return session -> update(session, CANCEL, organizationId, jobId);
  }

  @Override
  public Uni<List<Lease>> take(Mutiny.Session session, String owner, Duration length, int limit) {
    return Sql.of(session)
        .rows(TAKE, owner, length.toMillis(), limit)
        .map(rows -> rows.stream().map(DbRuns::lease).toList());
  }

  private static Lease lease(Object[] row) {
    ExportOrder order =
        new ExportOrder(
            (String) row[0],
            (String) row[1],
            new MailboxOwner((String) row[5], (String) row[6], (String) row[7]),
            new ExportTarget((String) row[8], (String) row[9], (String) row[10], (String) row[11]));
    List<String> uploads = row[12] == null ? List.of() : List.of((String) row[12]);
    return new Lease(
        order, (Integer) row[2], (Integer) row[3], (Boolean) row[4], uploads, (Boolean) row[13]);
  }

  @Override
  public Uni<Map<Lease.Key, Sign>> renew(
      Mutiny.Session session, String owner, Duration length, Collection<Lease.Key> held) {
    String[] organizations = held.stream().map(Lease.Key::organizationId).toArray(String[]::new);
    String[] jobs = held.stream().map(Lease.Key::jobId).toArray(String[]::new);
    Integer[] attempts = held.stream().map(Lease.Key::attempt).toArray(Integer[]::new);
    Sql sql = Sql.of(session);
    Uni<List<Object[]>> renewed =
        sql.rows(RENEW, owner, length.toMillis(), organizations, jobs, attempts);
    // Sent together, and looked at after: what was skipped because it is locked is still there.
    Uni<List<Object[]>> seen = sql.rows(LOOK, organizations, jobs);
    return renewed.chain(
        keys -> seen.map(rows -> signs(owner, held, Set.copyOf(keys(keys)), rows)));
  }

  private static Map<Lease.Key, Sign> signs(
      String owner, Collection<Lease.Key> held, Set<Lease.Key> renewed, List<Object[]> rows) {
    Set<String> known = new HashSet<>();
    Map<Lease.Key, Sign> signs = new HashMap<>();
    for (Object[] row : rows) {
      Lease.Key key = key(row);
      known.add(key.organizationId() + key.jobId());
      if (owner.equals(row[3])) {
        Sign sign = renewed.contains(key) ? Sign.RENEWED : Sign.HELD;
        signs.put(key, (Boolean) row[4] ? Sign.CANCELLED : sign);
      }
    }
    for (Lease.Key key : held) {
      boolean isKnown = known.contains(key.organizationId() + key.jobId());
      signs.putIfAbsent(key, isKnown ? Sign.LOST : Sign.GONE);
    }
    return signs;
  }

  private static List<Lease.Key> keys(List<Object[]> rows) {
    return rows.stream().map(DbRuns::key).toList();
  }

  private static Lease.Key key(Object[] row) {
    return new Lease.Key((String) row[0], (String) row[1], (Integer) row[2]);
  }

  @Override
  public Uni<Boolean> uploading(
      Mutiny.Session session, String owner, Lease.Key lease, String uploadId) {
    return Sql.of(session)
        .update(UPLOADING, lease.organizationId(), lease.jobId(), lease.attempt(), owner, uploadId)
        .map(rows -> rows == 1);
  }

  @Override
  public Uni<Void> giveBack(
      Mutiny.Session session, String owner, Lease.Key lease, boolean failed, Duration pause) {
    return update(
        session,
        GIVE_BACK,
        lease.organizationId(),
        lease.jobId(),
        lease.attempt(),
        owner,
        failed ? 1 : 0,
        pause.toMillis());
  }

  @Override
  public Uni<Void> removed(Mutiny.Session session, String owner, Lease.Key lease) {
    return update(session, REMOVED, lease.organizationId(), lease.jobId(), lease.attempt(), owner);
  }

  private static Uni<Void> update(Mutiny.Session session, String sql, Object... parameters) {
    return Sql.of(session).update(sql, parameters).replaceWithVoid();
  }
}
