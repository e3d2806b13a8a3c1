package org.postroom.maildomain.dkim.model;

import java.time.Instant;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.postroom.maildomain.domain.model.DomainName;

/**
 * The keys of a registration. The current one signs. While a rotation is under way the next one is
 * waiting to be seen in DNS; only then does it begin to sign, and the one before it stays published
 * for a while. There is never more than one of each, so a rotation waits until the key that the
 * last one replaced is withdrawn.
 *
 * <p>Where keys are published follows from their selectors. The three tokens are selectors that
 * point, by CNAME, to the operator's zone; keys take turns under them, and the next one is there
 * all the time. Any other selector is used by one key only, in a TXT record of the domain's own,
 * and the next key is made when a rotation begins. An operator who names a zone thereby moves every
 * domain to it with its next rotation, without a gap; and back, should he drop the zone.
 *
 * @param tokens three labels, unlike those of any other registration
 * @param current null until there is a key
 * @param next null when no rotation is under way or prepared
 * @param previous null when none is published any more
 * @param signingSince since when the current key signs
 * @param rotating whether the next key is to sign as soon as it can be seen
 */
public record KeyRing(
    String registrationId,
    DomainName domain,
    List<String> tokens,
    SigningKey current,
    SigningKey next,
    RetiredKey previous,
    Instant signingSince,
    boolean rotating) {

  /** How many tokens there are: for the previous, the current and the next key. */
  public static final int TOKENS = 3;

  public KeyRing {
    tokens = List.copyOf(tokens);
    if (tokens.size() != TOKENS) {
      throw new IllegalArgumentException("a key ring has " + TOKENS + " tokens");
    }
  }

  /** Without keys. */
  public static KeyRing empty(
      String registrationId, DomainName domain, List<String> tokens, Instant now) {
    return new KeyRing(registrationId, domain, tokens, null, null, null, now, false);
  }

  /** How many keys it could do with now. */
  public int keysWanted(RotationRules rules) {
    return (current == null ? 1 : 0) + (wantsNext(rules) ? 1 : 0);
  }

  /**
   * This ring with keys where they are wanted, as far as they go.
   *
   * @param selectors makes selectors that nothing was ever published under
   */
  public KeyRing filled(
      List<KeyMaterial> keys, Supplier<String> selectors, RotationRules rules, Instant now) {
    Iterator<KeyMaterial> rest = keys.iterator();
    KeyRing ring = this;
    if (ring.current == null && rest.hasNext()) {
      SigningKey first = rest.next().under(ring.freeSelector(selectors, rules));
      ring = new KeyRing(registrationId, domain, tokens, first, next, previous, now, rotating);
    }
    if (ring.wantsNext(rules) && rest.hasNext()) {
      SigningKey prepared = rest.next().under(ring.freeSelector(selectors, rules));
      ring = ring.with(prepared, previous, rotating);
    }
    return ring;
  }

  /** This ring with a rotation under way; the same when there is nothing to replace. */
  public KeyRing rotated() {
    return current == null ? this : with(next, previous, true);
  }

  /** This ring without the previous key, once that has been published for long enough. */
  public KeyRing withdrawn(Instant now) {
    return previous == null || now.isBefore(previous.until()) ? this : with(next, null, rotating);
  }

  /** Whether its current key has signed for as long as it should. */
  public boolean isWorn(Instant now, RotationRules rules) {
    return current != null
        && rules.rotatesByItself()
        && !now.isBefore(signingSince.plus(rules.period()));
  }

  /** Whether it switches to the next key as soon as that is seen. */
  public boolean awaitsNext() {
    return rotating && next != null && previous == null;
  }

  /**
   * This ring after somebody has looked into DNS.
   *
   * @param seen the selectors under which the right key was found
   * @return the same when nothing follows from that
   */
  public KeyRing seen(Set<String> seen, Instant now, RotationRules rules) {
    if (!awaitsNext() || !seen.contains(next.selector())) {
      return this;
    }
    RetiredKey replaced =
        new RetiredKey(current.selector(), current.publicKey(), now.plus(rules.retention()));
    return new KeyRing(registrationId, domain, tokens, next, null, replaced, now, false);
  }

  /** When time alone will next change it; empty for never. */
  public Optional<Instant> due(RotationRules rules) {
    Stream<Instant> withdrawal = previous == null ? Stream.of() : Stream.of(previous.until());
    Stream<Instant> rotation =
        current == null || rotating || !rules.rotatesByItself()
            ? Stream.of()
            : Stream.of(signingSince.plus(rules.period()));
    return Stream.concat(withdrawal, rotation).min(Instant::compareTo);
  }

  private boolean wantsNext(RotationRules rules) {
    // In a zone three tokens are enough for three keys, and the next one must have been published
    // for long when it is needed. A domain's own records are somebody's work: no more than two.
    return next == null && (rules.hasZone() || rotating && previous == null);
  }

  private String freeSelector(Supplier<String> selectors, RotationRules rules) {
    if (!rules.hasZone()) {
      return selectors.get();
    }
    Set<String> used = new HashSet<>();
    if (current != null) {
      used.add(current.selector());
    }
    if (next != null) {
      used.add(next.selector());
    }
    if (previous != null) {
      used.add(previous.selector());
    }
    return tokens.stream().filter(token -> !used.contains(token)).findFirst().orElseThrow();
  }

  private KeyRing with(SigningKey newNext, RetiredKey newPrevious, boolean isRotating) {
    return new KeyRing(
        registrationId, domain, tokens, current, newNext, newPrevious, signingSince, isRotating);
  }
}
