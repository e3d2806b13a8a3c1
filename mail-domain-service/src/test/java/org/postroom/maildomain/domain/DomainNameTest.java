package org.postroom.maildomain.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.maildomain.domain.model.DomainName;

class DomainNameTest {

  @ParameterizedTest
  @ValueSource(strings = {"a.b", "example.com", "EXAMPLE.Com", "x-1.mail.example.co.uk", "1.2"})
  void namesOfAtLeastTwoLabelsAreAccepted(String text) {
    assertThat(DomainName.parse(text)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "abc",
        ".com",
        "com.",
        "a..b",
        "-a.com",
        "a-.com",
        "a.-b",
        "a b.com",
        "bücher.de",
        "a_b.com"
      })
  void otherTextsAreRefused(String text) {
    assertThat(DomainName.parse(text)).isEmpty();
    assertThatThrownBy(() -> DomainName.of(text))
        .isInstanceOfSatisfying(
            OperationRejected.class,
            rejected -> assertThat(rejected.code()).isEqualTo(ErrorCode.INVALID_PARAMETER));
  }

  @Test
  void namesAreComparedInLowerCase() {
    assertThat(DomainName.of("Example.COM")).isEqualTo(new DomainName("example.com"));
  }

  @Test
  void lengthsAtTheLimitsAreAcceptedAndBeyondThemRefused() {
    String label = "a".repeat(63);
    String name = label + "." + label + "." + label + "." + "b".repeat(17);
    assertThat(name).hasSize(209);
    assertThat(DomainName.parse(name)).isPresent();
    assertThat(DomainName.parse(name + "b")).isEmpty();
    assertThat(DomainName.parse("a".repeat(64) + ".com")).isEmpty();
  }

  @Test
  void aNameIsUnderItsParentsOnly() {
    DomainName suffix = DomainName.of("awsapps.com");
    assertThat(DomainName.of("x.awsapps.com").isUnder(suffix)).isTrue();
    assertThat(DomainName.of("x.y.awsapps.com").isUnder(suffix)).isTrue();
    assertThat(DomainName.of("xawsapps.com").isUnder(suffix)).isFalse();
    assertThat(suffix.isUnder(suffix)).isFalse();
  }
}
