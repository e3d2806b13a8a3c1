package org.postroom.export.job.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.export.run.ExportTarget;

class DestinationRulesTest {
  private static final String ACCOUNT = "123456789012";
  private static final String ROLE = "arn:aws:iam::123456789012:role/exports";
  private static final String KEY = "arn:aws:kms:us-east-1:123456789012:key/one";
  private static final String JOB = "0d4c5a52-3f0e-4a0b-8a52-6d0c1f2b7e11";

  private static void admit(String role, String key, String prefix) {
    ExportTarget target = new ExportTarget("bucket", prefix, role, key);
    DestinationRules.admit(
        new Destination("bucket", prefix, target.zipKey(JOB), role, key),
        ACCOUNT,
        target.digestKey(JOB));
  }

  private static void assertRefused(String role, String key, String prefix) {
    assertThatThrownBy(() -> admit(role, key, prefix))
        .isInstanceOfSatisfying(
            OperationRejected.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_PARAMETER));
  }

  @ParameterizedTest
  @ValueSource(strings = {"mail", "mail/", "a/b/c/", "a..b/.c/d./...", "/mail"})
  void prefixesOfAllKindsAreTaken(String prefix) {
    assertThatCode(() -> admit(ROLE, KEY, prefix)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {".", "..", "../mail", "mail/..", "mail/./x/", "a/../../b"})
  void segmentsThatMeanDirectoriesAreNot(String prefix) {
    assertRefused(ROLE, KEY, prefix);
  }

  @Test
  void theDigestsKeyFitsTheStore() {
    int room = 1024 - ("/" + JOB + ".zip.sha384").length();
    assertThatCode(() -> admit(ROLE, KEY, "p".repeat(room))).doesNotThrowAnyException();
    assertRefused(ROLE, KEY, "p".repeat(room + 1));
  }

  @Test
  void roleAndKeyAreOfTheOrganizationsAccount() {
    assertRefused("arn:aws:iam::210987654321:role/exports", KEY, "mail");
    assertRefused(ROLE, "arn:aws:kms:us-east-1:210987654321:key/one", "mail");
    assertRefused("arn:aws:iam::x:123456789012:role/exports", KEY, "mail");
  }
}
