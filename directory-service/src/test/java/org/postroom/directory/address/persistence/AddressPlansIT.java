package org.postroom.directory.address.persistence;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postroom.directory.registration.persistence.Plans;

/**
 * What aliases and the look-up of an address cost among 100,000 addresses: most entities have one
 * or two, one has as many as the longest page and more.
 */
class AddressPlansIT {
  private static final String ORGANIZATION = "m-" + "0a".repeat(16);
  private static final int ADDRESSES = Plans.LARGE;
  private static final int OF_ONE = 200;
  private static final int PAGE = 101;

  private static Plans plans;

  @BeforeAll
  static void fill() throws Exception {
    plans = Plans.open();
    plans.fill(
        "entity_address (organization_id, address_key, address, domain_name, entity_id,"
            + " entity_type, is_primary, creation_number)",
        ADDRESSES,
        i -> {
          String address = "a%06d@example.com".formatted(i);
          boolean one = i < OF_ONE;
          return String.join(
              "\t",
              ORGANIZATION,
              address,
              address,
              "example.com",
              one ? "one" : "u-%06d".formatted(i / 2),
              "USER",
              one && i > 0 || i % 2 == 1 ? "f" : "t",
              Integer.toString(i + 1));
        });
  }

  @AfterAll
  static void close() throws Exception {
    plans.close();
  }

  @Test
  void aPageOfAliasesWalksAnIndex() throws Exception {
    for (long after : new long[] {0, 100}) {
      for (String entity : new String[] {"one", "u-040000", "nobody"}) {
        plans
            .explain(
                DbEntityAddresses.ALIASES,
                Map.of(
                    "organization", ORGANIZATION, "entity", entity, "after", after, "limit", PAGE))
            .walksAnIndex(PAGE, 2 * PAGE);
      }
    }
  }

  @Test
  void theAddressesOfAnEntityAreFoundByAnIndex() throws Exception {
    for (String entity : new String[] {"one", "u-040000"}) {
      plans
          .explain(
              "select * from entity_address where organization_id = :organization"
                  + " and entity_id = :entity order by creation_number",
              Map.of("organization", ORGANIZATION, "entity", entity))
          .walksAnIndex(OF_ONE, 2 * OF_ONE);
    }
  }

  @Test
  void whetherADomainIsUsedIsFoundByAnIndex() throws Exception {
    String any = DbEntityAddresses.ANY_IN.replace("$1", ":organization").replace("$2", ":domain");
    for (String domain : new String[] {"example.com", "nobody.example"}) {
      plans
          .explain(any, Map.of("organization", ORGANIZATION, "domain", domain))
          .walksAnIndex(1, 10);
    }
  }

  @Test
  void anAddressIsFoundByThePrimaryKey() throws Exception {
    plans
        .explain(
            "select * from entity_address where organization_id = :organization"
                + " and address_key = :address",
            Map.of("organization", ORGANIZATION, "address", "a050000@example.com"))
        .walksAnIndex(1, 10);
  }

  @Test
  void aSnapshotFollowsAnIndex() throws Exception {
    for (String owner : new String[] {"", "one", "u-040000"}) {
      plans
          .explain(
              DbEntityAddresses.AFTER,
              Map.of("organization", ORGANIZATION, "owner", owner, "number", 0L, "limit", 1_000))
          .walksAnIndex(1_000, 2_000);
    }
  }
}
