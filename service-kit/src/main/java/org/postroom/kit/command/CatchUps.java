package org.postroom.kit.command;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.kit.inbox.CommandKey;

/**
 * Which commands of a lane's present batch have waited for which views, and with what result. Each
 * command waits at most once per view; one call to the owner serves all commands of a batch.
 */
class CatchUps {
  private static final Logger LOG = Logger.getLogger(CatchUps.class);

  /** The result of having waited. */
  enum Verdict {
    REACHED,
    UNAVAILABLE
  }

  private record Wait(CommandKey command, Behind behind) {
    /** A command's waiting for what its own organization is about. */
    static Wait own(CommandKey command, BoundedContext owner) {
      return new Wait(command, new Behind(owner, command.organizationId()));
    }
  }

  private final CatchUpTargets targets;
  private final Map<Wait, Verdict> verdicts = new HashMap<>();
  private final Map<Wait, CatchUpTargets.Target> asked = new HashMap<>();

  CatchUps(CatchUpTargets targets) {
    this.targets = targets;
  }

  /** For commands that are only rehearsed: each has waited for whatever it needs. */
  static CatchUps reached() {
    return new CatchUps(null) {
      @Override
      Verdict verdict(CommandKey command, Behind behind) {
        return Verdict.REACHED;
      }
    };
  }

  /** Null when the command has not waited for this view. */
  Verdict verdict(CommandKey command, Behind behind) {
    return verdicts.get(new Wait(command, behind));
  }

  /** A new batch begins. */
  void forget() {
    verdicts.clear();
    asked.clear();
  }

  /**
   * Waits, without transaction or lock.
   *
   * @param following the commands behind this one, whose targets are asked in the same call
   */
  void await(CommandKey command, Behind behind, Collection<CommandKey> following) {
    Wait wait = new Wait(command, behind);
    BoundedContext owner = behind.owner();
    try {
      CatchUpTargets.Target target = asked.get(wait);
      if (target == null) {
        target = ask(wait, following);
      }
      verdicts.put(
          wait, target.await(behind.organizationId()) ? Verdict.REACHED : Verdict.UNAVAILABLE);
      Set<String> reached = target.reached();
      for (CommandKey next : following) {
        if (reached.contains(next.organizationId()) && asked.get(Wait.own(next, owner)) == target) {
          verdicts.put(Wait.own(next, owner), Verdict.REACHED);
        }
      }
    } catch (RuntimeException e) {
      LOG.warnf("A context could not be asked what it has committed; owner=%s cause=%s", owner, e);
      verdicts.put(wait, Verdict.UNAVAILABLE);
    }
  }

  private CatchUpTargets.Target ask(Wait wait, Collection<CommandKey> following) {
    BoundedContext owner = wait.behind().owner();
    Set<String> organizations = new HashSet<>();
    organizations.add(wait.behind().organizationId());
    following.forEach(next -> organizations.add(next.organizationId()));
    CatchUpTargets.Target target = targets.target(owner, organizations);
    asked.put(wait, target);
    following.forEach(next -> asked.putIfAbsent(Wait.own(next, owner), target));
    return target;
  }
}
