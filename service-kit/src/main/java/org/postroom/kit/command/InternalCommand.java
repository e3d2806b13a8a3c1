package org.postroom.kit.command;

/**
 * An internal command to be sent to this service's own command topic.
 *
 * <p>A big effect runs as a chain of them, so that neither a transaction nor an event nor other
 * organizations of the partition suffer: the first is sent by whatever decides the effect; each
 * handler reads at most 1,000 rows in key order, changes them, and sends the next with the last key
 * in its data, until nothing is left. Its cause names process, step and chunk ({@code
 * p-1/users/7}), so that a repeat is the same command:
 *
 * <pre>{@code
 * users.after(context.organizationId(), data.lastKey(), 1_000)
 *     .map(rows -> rows.isEmpty()
 *         ? participations.answer(Outcome.none(), data.process(), confirmation, context)
 *         : Outcome.none()
 *             .changing(users.delete(rows))
 *             .sending(TYPE.of(
 *                 context.organizationId(),
 *                 data.process() + "/users/" + (data.chunk() + 1),
 *                 data.next(rows.get(rows.size() - 1).key()))));
 * }</pre>
 *
 * @param type what is to be done
 * @param organizationId the organization it concerns
 * @param cause from which its id is derived: equal (type, organization, cause) is the same command
 * @param data its data, at most 64 KiB as JSON
 * @param account the account that owns the organization; null when it is known from what sends the
 *     command or from the organization's earlier events
 */
public record InternalCommand<C extends Record>(
    InternalCommandType<C> type, String organizationId, String cause, C data, String account) {

  /** The same for an organization that may have no event here yet, with the account it has. */
  public InternalCommand<C> ownedBy(String owner) {
    return new InternalCommand<>(type, organizationId, cause, data, owner);
  }
}
