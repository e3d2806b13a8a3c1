package org.postroom.maildomain.dkim.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.postroom.kit.database.Database;
import org.postroom.maildomain.dkim.application.KeyRings.Place;
import org.postroom.maildomain.dkim.model.KeyRecords;
import org.postroom.maildomain.dkim.model.RotationRules;
import org.postroom.maildomain.dkim.model.ZoneFile;

/** The operator's zone, a bounded number of domains at a time. */
@Singleton
public class ZonePages {
  private static final int DOMAINS_A_PAGE = 200;

  private final Database database;
  private final KeyRings rings;
  private final RotationRules rules;
  private final int size;

  @Inject
  ZonePages(Database database, KeyRings rings, RotationRules rules) {
    this(database, rings, rules, DOMAINS_A_PAGE);
  }

  /**
   * @param size domains of a page
   */
  ZonePages(Database database, KeyRings rings, RotationRules rules, int size) {
    this.database = database;
    this.rings = rings;
    this.rules = rules;
    this.size = size;
  }

  /**
   * A part of the zone.
   *
   * @param lines of a zone file
   * @param next where the next part begins; null when this is the last
   */
  public record Page(String lines, String next) {}

  /** Whether the operator has named a zone. */
  public boolean exist() {
    return rules.hasZone();
  }

  /** The part that begins there; null for the first. */
  public Uni<Page> after(String place) {
    return database.read(session -> rings.after(session, place(place), size)).map(this::page);
  }

  private Page page(List<Place> places) {
    StringBuilder lines = new StringBuilder();
    for (Place place : places) {
      KeyRecords.ofZone(place.ring(), rules.zone())
          .forEach(record -> lines.append(ZoneFile.line(record)));
    }
    Place last = places.size() < size ? null : places.get(places.size() - 1);
    return new Page(
        lines.toString(),
        last == null ? null : last.organizationId() + "/" + last.registrationId());
  }

  private static Place place(String text) {
    int slash = text == null ? -1 : text.indexOf('/');
    return slash < 0
        ? Place.FIRST
        : new Place(text.substring(0, slash), text.substring(slash + 1), null);
  }
}
