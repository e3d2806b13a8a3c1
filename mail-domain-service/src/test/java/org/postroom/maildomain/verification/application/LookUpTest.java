package org.postroom.maildomain.verification.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.maildomain.verification.model.Finding.FOUND;
import static org.postroom.maildomain.verification.model.Finding.MISSING;
import static org.postroom.maildomain.verification.model.Finding.UNKNOWN;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.postroom.maildomain.domain.model.DomainName;
import org.postroom.maildomain.domain.model.ExpectedDkimKey;
import org.postroom.maildomain.domain.model.OwnershipToken;
import org.postroom.maildomain.verification.model.Finding;

class LookUpTest {
  private static final String ORGANIZATION = "m-" + "0a".repeat(16);
  private static final DomainName DOMAIN = DomainName.of("example.com");
  private static final String TOKEN_AT = "_amazonses.example.com";
  private static final ExpectedDkimKey ONE =
      new ExpectedDkimKey("one._domainkey.example.com", "KEY1");
  private static final ExpectedDkimKey TWO =
      new ExpectedDkimKey("two._domainkey.example.com", "KEY2");

  private final Map<String, List<String>> published = new HashMap<>();
  private boolean away;
  private final LookUp lookUp =
      new LookUp(
          hostname ->
              away ? Optional.empty() : Optional.of(published.getOrDefault(hostname, List.of())));

  @Test
  void theTokenOfThisOrganizationShowsOwnershipAmongOtherTexts() {
    assertThat(ownership()).isEqualTo(MISSING);
    published.put(TOKEN_AT, List.of("another", OwnershipToken.of("m-x", DOMAIN).text()));
    assertThat(ownership()).isEqualTo(MISSING);
    published.put(TOKEN_AT, List.of("another", OwnershipToken.of(ORGANIZATION, DOMAIN).text()));
    assertThat(ownership()).isEqualTo(FOUND);
  }

  @Test
  void allKeysMustBeThere() {
    published.put(ONE.hostname(), List.of("v=DKIM1; k=rsa; p=KEY1"));
    assertThat(lookUp.dkim(List.of(ONE))).isEqualTo(FOUND);
    assertThat(lookUp.dkim(List.of(ONE, TWO))).isEqualTo(MISSING);
    published.put(TWO.hostname(), List.of("v=DKIM1; k=rsa; p=KEY1"));
    assertThat(lookUp.dkim(List.of(ONE, TWO))).isEqualTo(MISSING);
    published.put(TWO.hostname(), List.of("v=DKIM1; k=rsa; p=KEY2"));
    assertThat(lookUp.dkim(List.of(ONE, TWO))).isEqualTo(FOUND);
  }

  @Test
  void noKeysAreNotFound() {
    assertThat(lookUp.dkim(List.of())).isEqualTo(MISSING);
  }

  @Test
  void noAnswerIsNoFinding() {
    away = true;
    assertThat(ownership()).isEqualTo(UNKNOWN);
    assertThat(lookUp.dkim(List.of(ONE, TWO))).isEqualTo(UNKNOWN);
  }

  private Finding ownership() {
    return lookUp.ownership(ORGANIZATION, DOMAIN);
  }
}
