package org.postroom.gateway.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PasswordPolicyTest {
  @Test
  void threeOfFiveClassesAreAccepted() {
    for (String password :
        List.of(
            "Abcdefg1", "abcdef1!", "ABCDEF1!", "abcDEF!!", "abcdéf1x", "ABCÄÖÜ!!", "1!é1!é1!")) {
      assertThat(PasswordPolicy.refusal(password)).as(password).isNull();
    }
  }

  @Test
  void twoClassesAreNot() {
    for (String password : List.of("abcdefgh", "abcdefg1", "ABCDefgh", "12345678", "éééééééA")) {
      assertThat(PasswordPolicy.refusal(password)).as(password).contains("three of these classes");
    }
  }

  @Test
  void theLengthIsEightToSixtyThree() {
    assertThat(PasswordPolicy.refusal("")).contains("8 and 63");
    assertThat(PasswordPolicy.refusal("Abcde1!")).contains("8 and 63");
    assertThat(PasswordPolicy.refusal("Ab1!" + "x".repeat(59))).isNull();
    assertThat(PasswordPolicy.refusal("Ab1!" + "x".repeat(60))).contains("8 and 63");
  }

  @Test
  void onlyBasicLatinAndLatin1MayBeUsed() {
    for (String password :
        List.of(
            "Abcdefg1€", "Abcdefg1\t", "Abcdefg1\u007f", "Abcdefg1\u0085", "Abc1\uD83D\uDE00xyz")) {
      assertThat(PasswordPolicy.refusal(password)).as(password).contains("Latin-1");
    }
  }
}
