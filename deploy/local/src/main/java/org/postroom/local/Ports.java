package org.postroom.local;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.function.IntSupplier;

/** One number for every {@link Port} of an installation. */
public final class Ports {
  private final Map<Port, Integer> numbers;

  private Ports(Map<Port, Integer> numbers) {
    this.numbers = numbers;
  }

  /**
   * Chooses the ports: what the caller says, else what the installation had before, else the
   * standard one. An internal port that is busy gives way to a free one; the gateway's is an
   * address that users know, and a port the caller names is a wish, so these fail instead.
   *
   * @throws InstallationException when such a port is busy
   */
  static Ports choose(
      Map<Port, Integer> wished,
      Map<Port, Integer> remembered,
      IntPredicate isFree,
      IntSupplier anyFree) {
    Map<Port, Integer> numbers = new EnumMap<>(Port.class);
    Set<Integer> taken = new HashSet<>(wished.values());
    for (Port port : Port.values()) {
      boolean named = wished.containsKey(port);
      int number = named ? wished.get(port) : remembered.getOrDefault(port, port.standard());
      boolean usable = isFree.test(number) && (named || !taken.contains(number));
      if (!usable && (named || port == Port.GATEWAY)) {
        throw new InstallationException(
            "Port %d is in use by another program; choose another one with %s."
                .formatted(number, port.option()));
      }
      while (!usable) {
        number = anyFree.getAsInt();
        usable = !taken.contains(number);
      }
      numbers.put(port, number);
      taken.add(number);
    }
    return new Ports(numbers);
  }

  /** The number of a port. */
  public int of(Port port) {
    return numbers.get(port);
  }

  /** By label, for the file that remembers them. */
  Map<String, Integer> byLabel() {
    Map<String, Integer> labels = new TreeMap<>();
    numbers.forEach((port, number) -> labels.put(port.label(), number));
    return labels;
  }
}
