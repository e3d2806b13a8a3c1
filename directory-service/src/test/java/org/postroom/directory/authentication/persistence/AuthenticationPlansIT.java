package org.postroom.directory.authentication.persistence;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.postroom.directory.registration.persistence.Plans;

/** What a log-in looks up among 100,000 users of one organization and many organizations. */
class AuthenticationPlansIT {
  /** How many organizations there are, and passwords and mailboxes. */
  private static final int OTHERS = 10_000;

  private static final int MOST_BUFFERS = 40;

  @Test
  void aUserIsFoundByItsAddressAlone() throws Exception {
    try (Plans plans = Plans.open()) {
      plans.fill(
          "organization (organization_id, account, alias, directory_id, requested_domains, state,"
              + " last_creation_number)",
          OTHERS,
          i -> "m-" + i + "\t123456789012\ta" + i + "\td-" + i + "\t\tActive\t0");
      plans.fill(
          "mail_domain_view (organization_id, domain_name, registration_id, test_domain,"
              + " ownership_status)",
          OTHERS,
          i -> "m-" + i + "\t" + domain(i) + "\tr-" + i + "\tt\tVERIFIED");
      plans.fill(
          "directory_user (organization_id, user_id, creation_number, name, name_key,"
              + " display_name, display_name_key, email, email_key, state, role, hidden)",
          Plans.LARGE,
          i ->
              "m-0\t%1$s\t%2$d\t%1$s\t%1$s\t\t\t%3$s\t%3$s\tENABLED\tUSER\tf"
                  .formatted(user(i), i, address(i)));
      plans.fill(
          "entity_address (organization_id, address_key, address, domain_name, entity_id,"
              + " entity_type, is_primary, creation_number)",
          Plans.LARGE,
          i ->
              "m-0\t%1$s\t%1$s\t%2$s\t%3$s\tUSER\tt\t%4$d"
                  .formatted(address(i), domain(0), user(i), i));
      plans.fill(
          "user_credential (organization_id, user_id, password_hash, changed_at)",
          OTHERS,
          i -> "m-0\t" + user(i) + "\t$argon2id$\t2026-11-22");
      plans.fill(
          "mailbox (organization_id, entity_id, quota_megabytes, command_partition)",
          OTHERS,
          i -> "m-0\t" + user(i) + "\t51200\t0");

      for (String[] asked :
          List.of(
              new String[] {domain(0), address(5_000)},
              new String[] {domain(0), "nobody@" + domain(0)},
              new String[] {domain(7), "ann@" + domain(7)},
              new String[] {"unknown.example", "ann@unknown.example"})) {
        plans.explainNumbered(DbKnownUsers.FIND, asked[0], asked[1]).walksAnIndex(1, MOST_BUFFERS);
      }
    }
  }

  private static String user(int i) {
    return "u%06d".formatted(i);
  }

  private static String domain(int organization) {
    return "d%05d.example".formatted(organization);
  }

  private static String address(int i) {
    return user(i) + "@" + domain(0);
  }
}
