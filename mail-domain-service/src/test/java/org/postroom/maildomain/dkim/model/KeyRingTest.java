package org.postroom.maildomain.dkim.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.postroom.contract.maildomain.DnsRecord;
import org.postroom.maildomain.domain.model.DomainName;

/** Keys come, sign, and go. */
class KeyRingTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final Duration PERIOD = Duration.ofDays(180);
  private static final Duration RETENTION = Duration.ofDays(7);
  private static final DomainName DOMAIN = new DomainName("example.com");
  private static final RotationRules OWN_RECORDS = new RotationRules(null, PERIOD, RETENTION);
  private static final RotationRules ZONE =
      new RotationRules(new DomainName("dkim.example.net"), PERIOD, RETENTION);

  private int made;
  private int selectors;

  @Test
  void aRegistrationOfItsOwnRecordsHasOneKey() {
    KeyRing ring = filled(empty(), OWN_RECORDS);
    assertThat(ring.current()).isEqualTo(new SigningKey("s1", "public-1", "sealed-1"));
    assertThat(ring.next()).isNull();
    assertThat(ring.keysWanted(OWN_RECORDS)).isZero();
    assertThat(ring.due(OWN_RECORDS)).contains(NOW.plus(PERIOD));
    assertThat(KeyRecords.ofDomain(ring, OWN_RECORDS))
        .containsExactly(txt("s1._domainkey.example.com", "public-1"));
  }

  @Test
  void aRegistrationInAZoneHasItsNextKeyFromTheFirstDay() {
    KeyRing ring = filled(empty(), ZONE);
    assertThat(ring.current().selector()).isEqualTo("t1");
    assertThat(ring.next().selector()).isEqualTo("t2");
    assertThat(KeyRecords.ofDomain(ring, ZONE))
        .containsExactly(
            new DnsRecord("CNAME", "t1._domainkey.example.com", "t1.dkim.example.net"),
            new DnsRecord("CNAME", "t2._domainkey.example.com", "t2.dkim.example.net"),
            new DnsRecord("CNAME", "t3._domainkey.example.com", "t3.dkim.example.net"));
    assertThat(KeyRecords.ofZone(ring, ZONE.zone()))
        .containsExactly(
            txt("t1.dkim.example.net", "public-1"),
            txt("t2.dkim.example.net", "public-2"),
            txt("t3.dkim.example.net", ""));
  }

  @Test
  void whenKeysAreShortTheOneThatSignsComesFirst() {
    KeyRing ring = empty();
    assertThat(ring.keysWanted(ZONE)).isEqualTo(2);
    assertThat(ring.filled(List.of(), this::selector, ZONE, NOW)).isEqualTo(ring);
    ring = ring.filled(List.of(material()), this::selector, ZONE, NOW.plusSeconds(5));
    assertThat(ring.current()).isNotNull();
    assertThat(ring.signingSince()).isEqualTo(NOW.plusSeconds(5));
    assertThat(ring.next()).isNull();
    assertThat(ring.keysWanted(ZONE)).isEqualTo(1);
    assertThat(filled(ring, ZONE).next()).isNotNull();
  }

  @Test
  void aKeyThatHasSignedForItsPeriodIsWorn() {
    KeyRing ring = filled(empty(), OWN_RECORDS);
    assertThat(ring.isWorn(NOW.plus(PERIOD).minusSeconds(1), OWN_RECORDS)).isFalse();
    assertThat(ring.isWorn(NOW.plus(PERIOD), OWN_RECORDS)).isTrue();
    RotationRules never = new RotationRules(null, Duration.ZERO, RETENTION);
    assertThat(ring.isWorn(NOW.plus(PERIOD), never)).isFalse();
    assertThat(ring.due(never)).isEmpty();
    assertThat(empty().rotated()).isEqualTo(empty());
  }

  @Test
  void theNextKeySignsOnlyWhenItWasSeen() {
    KeyRing ring = filled(filled(empty(), OWN_RECORDS).rotated(), OWN_RECORDS);
    assertThat(ring.current().selector()).isEqualTo("s1");
    assertThat(ring.awaitsNext()).isTrue();
    assertThat(KeyRecords.ofDomain(ring, OWN_RECORDS))
        .containsExactly(
            txt("s1._domainkey.example.com", "public-1"),
            txt("s2._domainkey.example.com", "public-2"));
    assertThat(ring.seen(Set.of("s1", "other"), NOW, OWN_RECORDS)).isEqualTo(ring);

    KeyRing switched = ring.seen(Set.of("s1", "s2"), NOW, OWN_RECORDS);
    assertThat(switched.current().selector()).isEqualTo("s2");
    assertThat(switched.rotating()).isFalse();
    assertThat(switched.previous())
        .isEqualTo(new RetiredKey("s1", "public-1", NOW.plus(RETENTION)));
    assertThat(KeyRecords.ofDomain(switched, OWN_RECORDS))
        .containsExactly(
            txt("s2._domainkey.example.com", "public-2"),
            txt("s1._domainkey.example.com", "public-1"));
    assertThat(switched.due(OWN_RECORDS)).contains(NOW.plus(RETENTION));
  }

  @Test
  void aKeyIsSeenInVainWhileNoRotationIsUnderWay() {
    KeyRing ring = filled(empty(), ZONE);
    assertThat(ring.seen(Set.of("t1", "t2"), NOW, ZONE)).isEqualTo(ring);
  }

  @Test
  void theKeyBeforeIsWithdrawnAfterItsTime() {
    KeyRing ring = switched(filled(empty(), OWN_RECORDS), OWN_RECORDS, NOW);
    Instant end = NOW.plus(RETENTION);
    assertThat(ring.withdrawn(end.minusSeconds(1))).isEqualTo(ring);
    KeyRing after = ring.withdrawn(end);
    assertThat(after.previous()).isNull();
    assertThat(KeyRecords.ofDomain(after, OWN_RECORDS))
        .containsExactly(txt("s2._domainkey.example.com", "public-2"));
    assertThat(after.due(OWN_RECORDS)).contains(NOW.plus(PERIOD));
  }

  @Test
  void aRotationWaitsUntilTheKeyOfTheLastOneIsWithdrawn() {
    KeyRing ring = switched(filled(empty(), OWN_RECORDS), OWN_RECORDS, NOW).rotated();
    assertThat(ring.keysWanted(OWN_RECORDS)).isZero();
    assertThat(ring.due(OWN_RECORDS)).contains(NOW.plus(RETENTION));
    KeyRing later = ring.withdrawn(NOW.plus(RETENTION));
    assertThat(later.keysWanted(OWN_RECORDS)).isEqualTo(1);
    assertThat(filled(later, OWN_RECORDS).awaitsNext()).isTrue();

    KeyRing inZone = switched(filled(empty(), ZONE), ZONE, NOW).rotated();
    assertThat(inZone.next()).isNotNull();
    assertThat(inZone.seen(Set.of(inZone.next().selector()), NOW, ZONE)).isEqualTo(inZone);
    assertThat(inZone.withdrawn(NOW.plus(RETENTION)).awaitsNext()).isTrue();
  }

  @Test
  void inAZoneKeysTakeTurnsAndEachWasPublishedLongBeforeItSigns() {
    KeyRing ring = filled(empty(), ZONE);
    List<String> order = new ArrayList<>(List.of(ring.current().selector()));
    Instant now = NOW;
    for (int i = 0; i < 5; i++) {
      now = now.plus(PERIOD);
      ring = ring.withdrawn(now);
      SigningKey next = ring.next();
      ring = switched(ring, ZONE, now);
      assertThat(ring.current()).isEqualTo(next);
      assertThat(ring.next()).isNotNull();
      order.add(ring.current().selector());
    }
    assertThat(order).containsExactly("t1", "t2", "t3", "t1", "t2", "t3");
    assertThat(made).isEqualTo(7);
  }

  @Test
  void whenTheOperatorNamesAZoneADomainMovesThereWithItsNextRotation() {
    KeyRing ring = filled(filled(empty(), OWN_RECORDS).rotated(), ZONE);
    assertThat(ring.current().selector()).isEqualTo("s1");
    assertThat(ring.next().selector()).isEqualTo("t1");
    assertThat(KeyRecords.ofDomain(ring, ZONE))
        .hasSize(4)
        .contains(txt("s1._domainkey.example.com", "public-1"));

    KeyRing moved = filled(ring.seen(Set.of("t1"), NOW, ZONE), ZONE).withdrawn(NOW.plus(RETENTION));
    assertThat(KeyRecords.ofDomain(moved, ZONE))
        .extracting(DnsRecord::type)
        .containsExactly("CNAME", "CNAME", "CNAME");
  }

  @Test
  void rulesThatCannotWorkAreRefused() {
    assertThatThrownBy(() -> new RotationRules(null, RETENTION, RETENTION))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RotationRules(null, PERIOD, RETENTION.negated()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private KeyRing switched(KeyRing before, RotationRules rules, Instant now) {
    KeyRing ready = filled(before.rotated(), rules);
    return filled(ready.seen(Set.of(ready.next().selector()), now, rules), rules);
  }

  private KeyRing filled(KeyRing ring, RotationRules rules) {
    List<KeyMaterial> keys =
        IntStream.range(0, ring.keysWanted(rules)).mapToObj(i -> material()).toList();
    return ring.filled(keys, this::selector, rules, NOW);
  }

  private KeyMaterial material() {
    made++;
    return new KeyMaterial("public-" + made, "sealed-" + made);
  }

  private String selector() {
    return "s" + ++selectors;
  }

  private static KeyRing empty() {
    return KeyRing.empty("r-1", DOMAIN, List.of("t1", "t2", "t3"), NOW);
  }

  private static DnsRecord txt(String name, String publicKey) {
    return new DnsRecord("TXT", name, "v=DKIM1; k=rsa; p=" + publicKey);
  }
}
