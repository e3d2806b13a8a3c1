package org.postroom.maildomain.availability.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postroom.maildomain.availability.model.FunctionPolicy.Caller;
import org.postroom.maildomain.availability.model.FunctionPolicy.Condition;
import org.postroom.maildomain.availability.model.FunctionPolicy.Statement;

/** Which functions are invoked on whose behalf. */
class FunctionPolicyTest {
  private static final String ACCOUNT = "123456789012";
  private static final String ORGANIZATION = "m-" + "0a".repeat(16);
  private static final Caller CALLER = Caller.of("us-east-1", ACCOUNT, ORGANIZATION);
  private static final String PRINCIPAL = "availability.workmail.us-east-1.amazonaws.com";

  @ParameterizedTest
  @CsvSource({
    "StringEquals, aws:SourceAccount, 123456789012",
    "StringEquals, AWS:SourceAccount, 123456789012",
    "stringlike, aws:SourceAccount, 123456789012",
    "StringEqualsIgnoreCase, aws:SourceAccount, 123456789012",
    "ArnLike, aws:SourceArn, arn:aws:workmail:us-east-1:123456789012:organization/*",
    "ArnEquals, aws:SourceArn, arn:aws:workmail:*:123456789012:organization/m-0a*",
    "StringLike, aws:SourceArn, arn:aws:workmail:us-east-1:123456789012:*",
    "StringEquals, AWS:SourceArn, "
        + "arn:aws:workmail:us-east-1:123456789012:organization/m-0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a"
  })
  void aRestrictionToTheOrganizationOrItsAccountLetsIn(String operator, String key, String value) {
    assertThat(flaw(allowing(condition(operator, key, value)))).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "StringLike, aws:SourceAccount, *",
    "StringLike, aws:SourceAccount, 12345678901?",
    "ArnLike, aws:SourceArn, *",
    "ArnLike, aws:SourceArn, arn:aws:workmail:us-east-1:*:organization/*",
    "StringEqualsIfExists, aws:SourceAccount, 123456789012",
    "ForAllValues:StringEquals, aws:SourceAccount, 123456789012",
    "StringNotEquals, aws:SourceAccount, 999999999999",
    "StringEquals, aws:PrincipalOrgID, o-1234567890",
    "Bool, aws:SecureTransport, true"
  })
  void whatDoesNotRestrictToNamedAccountsIsAFlaw(String operator, String key, String value) {
    assertThat(flaw(allowing(condition(operator, key, value)))).contains("must restrict");
  }

  @ParameterizedTest
  @CsvSource({
    "StringEquals, aws:SourceAccount, 999999999999",
    "StringEquals, aws:SourceArn, arn:aws:workmail:us-east-1:123456789012:organization/*",
    "ArnLike, aws:SourceArn, arn:aws:workmail:us-east-1:999999999999:organization/*",
    "ArnLike, aws:SourceArn, arn:aws:workmail:eu-west-1:123456789012:organization/*",
    "ArnLike, aws:SourceArn, arn:aws:workmail:us-east-1:123456789012:organization/m-0b*"
  })
  void aRestrictionToOthersDoesNotLetIn(String operator, String key, String value) {
    assertThat(flaw(allowing(condition(operator, key, value)))).contains("does not allow");
  }

  @Test
  void everyConditionOfAStatementMustBeMet() {
    Condition account = condition("StringEquals", "aws:SourceAccount", ACCOUNT);
    assertThat(
            flaw(
                allowing(
                    account,
                    condition("ArnLike", "aws:SourceArn", "arn:aws:workmail:*:" + ACCOUNT + ":*"))))
        .isNull();
    assertThat(flaw(allowing(account, condition("StringEquals", "aws:PrincipalOrgID", "o-1"))))
        .contains("does not allow");
  }

  @Test
  void oneOpenStatementIsAFlawWhateverTheOthersSay() {
    Statement restricted = allowing(condition("StringEquals", "aws:SourceAccount", ACCOUNT));
    assertThat(flaw(restricted, allowing())).contains("must restrict");
    assertThat(flaw(restricted, statement(true, true, "", "lambda:Invoke*")))
        .contains("must restrict");
    assertThat(
            flaw(
                restricted,
                statement(
                    true, false, "availability.workmail.eu-west-1.amazonaws.com", "lambda:*")))
        .contains("must restrict");
  }

  @Test
  void whatIsAboutOthersOrOtherActionsDoesNotMatter() {
    Statement restricted = allowing(condition("StringEquals", "aws:SourceAccount", ACCOUNT));
    assertThat(
            flaw(
                statement(true, false, "s3.amazonaws.com", "lambda:InvokeFunction"),
                statement(true, true, "", "lambda:GetFunction"),
                restricted))
        .isNull();
    assertThat(flaw(statement(true, false, "s3.amazonaws.com", "lambda:InvokeFunction")))
        .contains("does not allow");
    assertThat(flaw()).contains("does not allow");
  }

  @Test
  void aDenialIsAFlaw() {
    Statement restricted = allowing(condition("StringEquals", "aws:SourceAccount", ACCOUNT));
    assertThat(flaw(restricted, statement(false, true, "", "*"))).contains("denies");
  }

  private static String flaw(Statement... statements) {
    return new FunctionPolicy(List.of(statements)).flaw(CALLER).orElse(null);
  }

  private static Statement allowing(Condition... conditions) {
    return new Statement(
        true, false, List.of(PRINCIPAL), List.of("lambda:InvokeFunction"), List.of(conditions));
  }

  private static Statement statement(
      boolean allows, boolean anybody, String service, String action) {
    return new Statement(allows, anybody, List.of(service), List.of(action), List.of());
  }

  private static Condition condition(String operator, String key, String value) {
    return new Condition(operator, key, List.of(value));
  }
}
