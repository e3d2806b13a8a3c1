package org.postroom.maildomain.dkim.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.postroom.contract.maildomain.event.DkimKeyChanged;
import org.postroom.kit.command.Change;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.Outcome;
import org.postroom.maildomain.dkim.application.SpareKeys.SpareKey;
import org.postroom.maildomain.dkim.model.KeyMaterial;
import org.postroom.maildomain.dkim.model.KeyRing;
import org.postroom.maildomain.dkim.model.RotationRules;
import org.postroom.maildomain.domain.model.VouchedDomains;

/** Fills changed key rings from the stock and says what follows from the change. */
@Singleton
class KeyKeeping {
  private static final Duration UNTIL_THERE_ARE_KEYS = Duration.ofSeconds(1);

  /** How long a rotation is put off that is due but cannot begin. */
  private static final Duration PUT_OFF = Duration.ofDays(1);

  private static final int SELECTOR_LENGTH = 12;

  private final KeyRings rings;
  private final SpareKeys spares;
  private final KeySealing sealing;
  private final RotationRules rules;
  private final VouchedDomains vouched;

  KeyKeeping(
      KeyRings rings,
      SpareKeys spares,
      KeySealing sealing,
      RotationRules rules,
      VouchedDomains vouched) {
    this.rings = rings;
    this.spares = spares;
    this.sealing = sealing;
    this.rules = rules;
    this.vouched = vouched;
  }

  /** A label like no other: a hash over the command and a counter. */
  static String newToken(CommandContext context) {
    return context.newId("dkim").replace("-", "");
  }

  /** Writes new rings, with keys as far as there are any. */
  Uni<Change> begin(List<KeyRing> fresh, CommandContext context) {
    int wanted = fresh.stream().mapToInt(ring -> ring.keysWanted(rules)).sum();
    return stock(wanted, context)
        .map(
            held -> {
              List<SpareKey> rest = new ArrayList<>(held);
              List<Change> changes = new ArrayList<>();
              for (KeyRing ring : fresh) {
                changes.add(saved(new StoredRing(ring, 0), filled(ring, rest, context), context));
              }
              held.removeAll(rest);
              changes.add(spares.remove(held));
              return inOrder(changes);
            });
  }

  /**
   * The outcome of a ring's change. Subscribers hear of it when mail servers are given another key.
   *
   * @param before as it is kept
   * @param isAskedFor whether mail servers are given the domain's key, as soon as there is one
   */
  Uni<Outcome<Void>> keep(
      StoredRing before, KeyRing changed, boolean isAskedFor, CommandContext context) {
    return stock(changed.keysWanted(rules), context)
        .map(
            held -> {
              List<SpareKey> rest = new ArrayList<>(held);
              KeyRing filled = trusted(filled(changed, rest, context), context);
              held.removeAll(rest);
              Outcome<Void> result =
                  Outcome.none()
                      .changing(saved(before, filled, context))
                      .changing(spares.remove(held));
              return isAskedFor && isSignedByAnother(before.ring(), filled)
                  ? result.emitting(
                      new DkimKeyChanged(
                          filled.registrationId(),
                          filled.domain().text(),
                          filled.current().selector()))
                  : result;
            });
  }

  private Uni<List<SpareKey>> stock(int wanted, CommandContext context) {
    return wanted == 0
        ? Uni.createFrom().item(new ArrayList<>())
        : spares.hold(context.session(), wanted).map(ArrayList::new);
  }

  /** Takes from the front of the keys what the ring wants. */
  private KeyRing filled(KeyRing ring, List<SpareKey> keys, CommandContext context) {
    List<SpareKey> taken = keys.subList(0, Math.min(keys.size(), ring.keysWanted(rules)));
    List<KeyMaterial> material =
        taken.stream()
            .map(spare -> sealing.give(spare, context.organizationId(), ring.registrationId()))
            .toList();
    taken.clear();
    Supplier<String> selectors = () -> newToken(context).substring(0, SELECTOR_LENGTH);
    return ring.filled(material, selectors, rules, context.now());
  }

  /** The ring of a domain that need not be looked up has its next key sign at once. */
  private KeyRing trusted(KeyRing ring, CommandContext context) {
    return vouched.contain(ring.domain()) && ring.awaitsNext()
        ? ring.seen(Set.of(ring.next().selector()), context.now(), rules)
        : ring;
  }

  private Change saved(StoredRing before, KeyRing ring, CommandContext context) {
    return rings.save(
        context.organizationId(), new StoredRing(ring, before.version() + 1), due(ring, context));
  }

  private static Change inOrder(List<Change> changes) {
    return session -> {
      Uni<Void> all = Uni.createFrom().voidItem();
      for (Change change : changes) {
        all = all.chain(() -> change.apply(session));
      }
      return all;
    };
  }

  private KeyRings.Due due(KeyRing ring, CommandContext context) {
    Instant now = context.now();
    if (ring.keysWanted(rules) > 0) {
      return new KeyRings.Due(context.partition(), now.plus(UNTIL_THERE_ARE_KEYS), true);
    }
    Instant at =
        ring.due(rules).map(due -> due.isAfter(now) ? due : now.plus(PUT_OFF)).orElse(null);
    return new KeyRings.Due(context.partition(), at, false);
  }

  private static boolean isSignedByAnother(KeyRing before, KeyRing after) {
    return after.current() != null && !after.current().equals(before.current());
  }
}
