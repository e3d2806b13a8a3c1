package org.postroom.system.faults;

import java.util.ArrayList;
import java.util.List;

/** One thing that goes wrong for a while. */
sealed interface Fault {
  /** Begins it. */
  void strike(FaultySystem system);

  /** Ends it; what was killed comes back by itself. */
  void heal(FaultySystem system);

  /** The part that is killed; null when none is. */
  default String killed() {
    return null;
  }

  /** Whether somebody has to be away for longer than a session lasts for it to matter. */
  default boolean lasts() {
    return true;
  }

  /** {@code kill -9}. */
  record Kill(String part) implements Fault {
    @Override
    public void strike(FaultySystem system) {
      system.kill(part);
    }

    @Override
    public void heal(FaultySystem system) {
      // its supervisor's work
    }

    @Override
    public String killed() {
      return part;
    }

    @Override
    public boolean lasts() {
      return false;
    }
  }

  /** SIGSTOP, and SIGCONT later: a zombie that does not know of the time in between. */
  record Freeze(String part) implements Fault {
    @Override
    public void strike(FaultySystem system) {
      system.freeze(part);
    }

    @Override
    public void heal(FaultySystem system) {
      system.thaw(part);
    }
  }

  /** No way between the first directory service and Kafka. */
  record Cut() implements Fault {
    @Override
    public void strike(FaultySystem system) {
      system.wires().forEach(Wire::cut);
    }

    @Override
    public void heal(FaultySystem system) {
      system.wires().forEach(Wire::mend);
    }
  }

  /** A way between the first directory service and Kafka on which everything is lost silently. */
  record Swallow() implements Fault {
    @Override
    public void strike(FaultySystem system) {
      system.wires().forEach(Wire::swallow);
    }

    @Override
    public void heal(FaultySystem system) {
      system.wires().forEach(Wire::mend);
    }
  }

  /** One of each. */
  static List<Fault> all(FaultySystem system) {
    List<Fault> faults = new ArrayList<>(List.of(new Cut(), new Swallow()));
    List<String> killed =
        new ArrayList<>(
            List.of(
                InstalledSystem.DIRECTORY,
                FaultySystem.SECOND_DIRECTORY,
                InstalledSystem.GATEWAY,
                FaultySystem.SECOND_GATEWAY,
                "mail-domain",
                "policy",
                "export",
                "postgres"));
    killed.addAll(system.brokers());
    killed.forEach(part -> faults.add(new Kill(part)));
    List<String> frozen =
        new ArrayList<>(
            List.of(
                InstalledSystem.DIRECTORY,
                FaultySystem.SECOND_DIRECTORY,
                InstalledSystem.GATEWAY,
                "policy",
                "postgres"));
    frozen.add(system.brokers().get(system.brokers().size() - 1));
    frozen.forEach(part -> faults.add(new Freeze(part)));
    return faults;
  }
}
