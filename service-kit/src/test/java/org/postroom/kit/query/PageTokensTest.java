package org.postroom.kit.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.contract.operation.Operation;
import org.postroom.contract.secret.SealingKeys;
import org.postroom.contract.secret.SecretSealer;

class PageTokensTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final Operation<Void, Void> LIST_USERS = query("ListUsers");
  private static final Operation<Void, Void> LIST_GROUPS = query("ListGroups");

  private final SecretSealer sealer =
      new SecretSealer(new SealingKeys("k1", Map.of("k1", new byte[32])), new SecureRandom());
  private final PageTokens tokens = tokensAt(NOW);

  @Test
  void theLastPageHasNoToken() {
    PageRequest request = first(tokens, 3);
    assertThat(request.fetchLimit()).isEqualTo(4);
    assertThat(request.page(List.of("a", "b", "c"), List::of).nextToken()).isNull();
    assertThat(request.page(List.<String>of(), List::of).items()).isEmpty();
  }

  @Test
  void aTokenRemembersTheLastItemSeen() {
    Page<String> page = first(tokens, 2).page(List.of("a", "b", "c"), item -> List.of(item, "7"));
    assertThat(page.items()).containsExactly("a", "b");
    PageRequest next = tokens.open(LIST_USERS, "1", "m-1", "prefix=a", 50, page.nextToken());
    assertThat(next.after()).containsExactly("b", "7");
    assertThat(next.limit()).isEqualTo(50);
  }

  @Test
  void aPageHoldsAHundredUnlessToldOtherwise() {
    assertThat(first(tokens, null).limit()).isEqualTo(100);
  }

  @ParameterizedTest
  @CsvSource({
    "ListGroups,1,m-1,prefix=a",
    "ListUsers,2,m-1,prefix=a",
    "ListUsers,1,m-2,prefix=a",
    "ListUsers,1,m-1,prefix=b",
    "ListUsers,1,m-1,''"
  })
  void aTokenOfAnotherListingIsRefused(
      String operation, String account, String organizationId, String filter) {
    String token = token("a");
    Operation<Void, Void> used = operation.equals("ListUsers") ? LIST_USERS : LIST_GROUPS;
    assertInvalid(() -> tokens.open(used, account, organizationId, filter, 10, token));
  }

  @Test
  void everyAlteredCharacterIsRefused() {
    String token = token("a");
    for (int i = 0; i < token.length(); i++) {
      char other = token.charAt(i) == 'A' ? 'B' : 'A';
      String altered = token.substring(0, i) + other + token.substring(i + 1);
      if (i < token.length() - 1) {
        assertInvalid(() -> tokens.open(LIST_USERS, "1", "m-1", "prefix=a", 10, altered));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"x", "sealed:", "sealed:k1:", "sealed:k9:AAAA", "sealed:k1:%%%", "\u0000"})
  void whatIsNoTokenIsRefused(String text) {
    assertInvalid(() -> tokens.open(LIST_USERS, "1", "m-1", "prefix=a", 10, text));
  }

  @Test
  void aTokenExpiresAfterADay() {
    String token = token("a");
    tokensAt(NOW.plus(Duration.ofHours(23))).open(LIST_USERS, "1", "m-1", "prefix=a", 1, token);
    PageTokens later = tokensAt(NOW.plus(Duration.ofHours(25)));
    assertInvalid(() -> later.open(LIST_USERS, "1", "m-1", "prefix=a", 1, token));
  }

  @Test
  void theLongestNameInAnyScriptFits() {
    String id = "3f2504e0-4f89-11d3-9a0c-0305e82c3301";
    for (String character : List.of("a", "ß", "語", "😀")) {
      String name = character.repeat(256 / character.length());
      String token =
          first(tokens, 1).page(List.of("x", "y"), item -> List.of(name, id)).nextToken();
      assertThat(token.length()).isLessThanOrEqualTo(PageTokens.MAX_LENGTH);
      assertThat(tokens.open(LIST_USERS, "1", "m-1", "prefix=a", 1, token).after())
          .containsExactly(name, id);
    }
  }

  @Test
  void pagesCoverAListingOnce() {
    List<String> all = IntStream.range(0, 10).mapToObj(i -> "item" + i).toList();
    List<String> seen = new java.util.ArrayList<>();
    String token = null;
    do {
      PageRequest request = tokens.open(LIST_USERS, "1", "m-1", "", 3, token);
      String after = request.isFirst() ? "" : request.after().get(0);
      List<String> rows =
          all.stream().filter(i -> i.compareTo(after) > 0).limit(request.fetchLimit()).toList();
      Page<String> page = request.page(rows, List::of);
      seen.addAll(page.items());
      token = page.nextToken();
    } while (token != null);
    assertThat(seen).isEqualTo(all);
  }

  private String token(String last) {
    return first(tokens, 1).page(List.of(last, "z"), List::of).nextToken();
  }

  private static PageRequest first(PageTokens tokens, Integer maxResults) {
    return tokens.open(LIST_USERS, "1", "m-1", "prefix=a", maxResults, null);
  }

  private PageTokens tokensAt(Instant now) {
    return new PageTokens(sealer, Clock.fixed(now, ZoneOffset.UTC));
  }

  private static void assertInvalid(Runnable use) {
    assertThatThrownBy(use::run)
        .isInstanceOfSatisfying(
            OperationRejected.class,
            refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_PARAMETER));
  }

  private static Operation<Void, Void> query(String name) {
    return Operation.query(name, BoundedContext.DIRECTORY, Void.class, Void.class, request -> null);
  }
}
