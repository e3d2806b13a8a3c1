package org.postroom.policy.retention.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.contract.policy.FolderConfiguration;

class RetentionPolicyTest {
  private static final List<FolderConfiguration> FOLDERS =
      List.of(folder("INBOX", "DELETE", 730), folder("DRAFTS", "NONE", null));
  private static final RetentionPolicy EXISTING =
      new RetentionPolicy("first", "old", "about it", FOLDERS);

  @Test
  void theFirstPolicyHasTheIdItIsGivenOrANewOne() {
    assertThat(put(Optional.empty(), null).id()).isEqualTo("new-id");
    assertThat(put(Optional.empty(), "mine").id()).isEqualTo("mine");
  }

  @Test
  void theOnePolicyIsReplacedAndKeepsItsId() {
    RetentionPolicy replaced = put(Optional.of(EXISTING), null);

    assertThat(replaced).isEqualTo(new RetentionPolicy("first", "name", null, FOLDERS));
    assertThat(put(Optional.of(EXISTING), "first")).isEqualTo(replaced);
  }

  @Test
  void thereIsNoSecondPolicy() {
    assertRefused(ErrorCode.LIMIT_EXCEEDED, () -> put(Optional.of(EXISTING), "second"));
  }

  @Test
  void aFolderIsConfiguredOnce() {
    assertRefused(
        ErrorCode.INVALID_PARAMETER,
        () -> put(folder("INBOX", "DELETE", 1), folder("INBOX", "NONE", null)));
  }

  @Test
  void whatDeletesNeedsAPeriod() {
    assertRefused(ErrorCode.INVALID_PARAMETER, () -> put(folder("INBOX", "DELETE", null)));
    assertRefused(
        ErrorCode.INVALID_PARAMETER, () -> put(folder("INBOX", "PERMANENTLY_DELETE", null)));
    assertThat(put(folder("INBOX", "NONE", null)).folders()).hasSize(1);
  }

  private static FolderConfiguration folder(String name, String action, Integer period) {
    return new FolderConfiguration(name, action, period);
  }

  private static RetentionPolicy put(Optional<RetentionPolicy> existing, String id) {
    return RetentionPolicy.put(existing, id, "new-id", "name", null, FOLDERS);
  }

  private static RetentionPolicy put(FolderConfiguration... folders) {
    return RetentionPolicy.put(Optional.empty(), null, "new-id", "name", null, List.of(folders));
  }

  private static void assertRefused(ErrorCode code, Runnable decision) {
    assertThatThrownBy(decision::run)
        .isInstanceOfSatisfying(
            OperationRejected.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
  }
}
