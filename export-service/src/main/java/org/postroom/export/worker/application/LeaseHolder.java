package org.postroom.export.worker.application;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.postroom.kit.command.InternalCommand;
import org.postroom.kit.command.InternalCommandSender;
import org.postroom.kit.database.Database;

/**
 * One replica towards the table of leases and the commands it sends. Each call is a transaction of
 * its own and blocks; the calls that end a lease never fail, because a lease that is not ended runs
 * out.
 */
final class LeaseHolder {
  private static final Logger LOG = Logger.getLogger(LeaseHolder.class);

  private final String owner;
  private final Duration length;
  private final Leases leases;
  private final Database database;
  private final InternalCommandSender sender;

  /**
   * @param owner a name that no other replica has or had
   * @param length how long leases are good
   */
  LeaseHolder(
      String owner,
      Duration length,
      Leases leases,
      Database database,
      InternalCommandSender sender) {
    this.owner = owner;
    this.length = length;
    this.leases = leases;
    this.database = database;
    this.sender = sender;
  }

  List<Lease> take(int limit) {
    return database.await(
        database.transaction(session -> leases.take(session, owner, length, limit)));
  }

  Map<Lease.Key, Leases.Sign> renew(Collection<Lease.Key> held) {
    return database.await(
        database.transaction(session -> leases.renew(session, owner, length, held)));
  }

  boolean uploading(Lease lease, String uploadId) {
    return database.await(
        database.transaction(session -> leases.uploading(session, owner, lease.key(), uploadId)));
  }

  void giveBack(Lease lease, boolean failed, Duration pause) {
    try {
      database.await(
          database.transaction(
              session -> leases.giveBack(session, owner, lease.key(), failed, pause)));
    } catch (RuntimeException e) {
      notEnded(lease, e);
    }
  }

  void removed(Lease lease) {
    try {
      database.await(database.transaction(session -> leases.removed(session, owner, lease.key())));
    } catch (RuntimeException e) {
      notEnded(lease, e);
    }
  }

  void send(List<InternalCommand<?>> commands) {
    sender.send(commands);
  }

  private static void notEnded(Lease lease, RuntimeException cause) {
    LOG.warnf(
        "A lease was not given back and will run out; organizationId=%s jobId=%s cause=%s",
        lease.order().organizationId(), lease.order().jobId(), cause);
  }
}
