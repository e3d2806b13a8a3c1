package org.postroom.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.postroom.contract.access.TagCondition;
import org.postroom.contract.access.TagCondition.Operator;
import org.postroom.contract.access.TagStatements;

/** What policies allow: by example, and what must hold of any. {@code -Dpostroom.seed} repeats. */
class PolicyTest {
  private static final String ACME = "arn:aws:workmail:us-east-1:123456789012:organization/m-acme";
  private static final String OTHER = "arn:aws:workmail:us-east-1:123456789012:organization/m-x";
  private static final int RUNS = 20_000;
  private static final long SEED = Long.getLong("postroom.seed", System.nanoTime());

  private final Random random = new Random(SEED);

  @Test
  void nothingIsAllowedThatNoStatementAllows() {
    assertThat(allows(Policy.NONE, "ListUsers", ACME, Map.of())).isFalse();
    Policy policy = read("{'Effect':'Allow','Action':'workmail:List*','Resource':'*'}");
    assertThat(allows(policy, "ListUsers", ACME, Map.of())).isTrue();
    assertThat(allows(policy, "ListOrganizations", "*", Map.of())).isTrue();
    assertThat(allows(policy, "DescribeUser", ACME, Map.of())).isFalse();
  }

  @Test
  void actionsIgnoreCaseAndResourcesDoNot() {
    Policy policy =
        read("{'Effect':'Allow','Action':'WorkMail:d?scribe*r','Resource':'" + ACME + "'}");
    assertThat(allows(policy, "DescribeUser", ACME, Map.of())).isTrue();
    assertThat(allows(policy, "DescribeGroup", ACME, Map.of())).isFalse();
    assertThat(allows(policy, "DescribeUser", OTHER, Map.of())).isFalse();
    assertThat(allows(policy, "DescribeUser", ACME.replace("acme", "ACME"), Map.of())).isFalse();
  }

  @Test
  void whatIsAboutNoOrganizationNeedsTheStarAlone() {
    String anyOrganization =
        "{'Effect':'Allow','Action':'*','Resource':'arn:aws:workmail:*:*:organization/*'}";
    assertThat(allows(read(anyOrganization), "CreateOrganization", "*", Map.of())).isFalse();
    assertThat(allows(read(anyOrganization), "CreateUser", ACME, Map.of())).isTrue();
  }

  @Test
  void aDenialWins() {
    Policy policy =
        read(
            "{'Effect':'Allow','Action':'*','Resource':'*'},"
                + "{'Effect':'Deny','Action':'workmail:Delete*','Resource':'"
                + ACME
                + "'}");
    assertThat(allows(policy, "DeleteUser", ACME, Map.of())).isFalse();
    assertThat(allows(policy, "DeleteUser", OTHER, Map.of())).isTrue();
  }

  @Test
  void conditionsLookAtTheTags() {
    Policy mine = read(allowIf("'StringEquals':{'aws:ResourceTag/team':['a','b']}"));
    assertThat(allows(mine, "ListUsers", ACME, Map.of("team", "b"))).isTrue();
    assertThat(allows(mine, "ListUsers", ACME, Map.of("team", "B"))).isFalse();
    assertThat(allows(mine, "ListUsers", ACME, Map.of("Team", "b"))).isFalse();
    assertThat(allows(mine, "ListUsers", ACME, Map.of())).isFalse();
    assertThat(allows(mine, "ListOrganizations", "*", Map.of())).isFalse();

    Policy notTheirs = read(allowIf("'StringNotEquals':{'aws:resourcetag/team':['a','b']}"));
    assertThat(allows(notTheirs, "ListUsers", ACME, Map.of("team", "b"))).isFalse();
    assertThat(allows(notTheirs, "ListUsers", ACME, Map.of())).isTrue();

    Policy like =
        read(
            allowIf(
                "'StringLike':{'aws:ResourceTag/team':'eu-*'},"
                    + "'StringNotLike':{'aws:ResourceTag/stage':'prod?'}"));
    assertThat(allows(like, "ListUsers", ACME, Map.of("team", "eu-1", "stage", "test"))).isTrue();
    assertThat(allows(like, "ListUsers", ACME, Map.of("team", "eu-1", "stage", "prod1"))).isFalse();
    assertThat(allows(like, "ListUsers", ACME, Map.of("team", "us-1"))).isFalse();
  }

  @Test
  void onlyWhatDependsOnTagsTravels() {
    Policy policy =
        read(
            "{'Effect':'Allow','Action':'workmail:List*','Resource':'*'},"
                + allowIf("'StringEquals':{'aws:ResourceTag/team':'a'}"));
    assertThat(policy.judge("ListUsers", ACME).tagStatements()).isNull();
    assertThat(policy.judge("DeleteUser", ACME).tagStatements()).isNotNull();
    assertThat(policy.judge("CreateOrganization", "*").isAllowed()).isFalse();
  }

  @Test
  void whatHoldsOfAnyPolicy() {
    for (int run = 0; run < RUNS; run++) {
      List<PolicyStatement> statements = new ArrayList<>();
      for (int i = random.nextInt(6); i > 0; i--) {
        statements.add(anyStatement(random.nextInt(3) == 0));
      }
      String operation = pick("CreateUser", "DeleteUser", "ListUsers");
      String resource = pick(ACME, OTHER, Policy.NO_RESOURCE);
      Map<String, String> tags = anyTags(resource);
      String what = "seed " + SEED + " run " + run + ' ' + statements;
      boolean allowed = allows(new Policy(statements), operation, resource, tags);

      assertThat(allowed).as(what).isEqualTo(definition(statements, operation, resource, tags));
      List<PolicyStatement> shuffled = new ArrayList<>(statements);
      Collections.shuffle(shuffled, random);
      assertThat(allows(new Policy(shuffled), operation, resource, tags))
          .as(what)
          .isEqualTo(allowed);
      if (!allowed) {
        shuffled.add(anyStatement(true));
        assertThat(allows(new Policy(shuffled), operation, resource, tags)).as(what).isFalse();
      }
      PolicyStatement denial =
          new PolicyStatement(true, List.of("workmail:*"), List.of("*"), List.of());
      statements.add(random.nextInt(statements.size() + 1), denial);
      assertThat(allows(new Policy(statements), operation, resource, tags)).as(what).isFalse();
    }
  }

  /** As AWS words it, without any of the ways around. */
  private static boolean definition(
      List<PolicyStatement> statements,
      String operation,
      String resource,
      Map<String, String> tags) {
    List<PolicyStatement> applying =
        statements.stream()
            .filter(one -> one.isAbout("workmail:" + operation.toLowerCase(Locale.ROOT), resource))
            .filter(one -> one.conditions().stream().allMatch(condition -> condition.holds(tags)))
            .toList();
    return !applying.isEmpty() && applying.stream().noneMatch(PolicyStatement::denies);
  }

  private PolicyStatement anyStatement(boolean denies) {
    List<TagCondition> conditions = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      Operator operator = Operator.values()[random.nextInt(Operator.values().length)];
      conditions.add(new TagCondition(operator, pick("team", "stage"), List.of(pick("a", "b*"))));
    }
    return new PolicyStatement(
        denies,
        List.of(pick("*", "workmail:*", "workmail:Create*", "workmail:ListUsers", "workmail:d*")),
        List.of(pick("*", ACME, "arn:aws:workmail:*:organization/m-?", OTHER)),
        conditions);
  }

  private Map<String, String> anyTags(String resource) {
    Map<String, String> tags = new HashMap<>();
    if (!resource.equals(Policy.NO_RESOURCE)) {
      for (int i = random.nextInt(3); i > 0; i--) {
        tags.put(pick("team", "stage"), pick("a", "b", "b*", "c"));
      }
    }
    return tags;
  }

  /** As the gateway and then a service judge, over the header between them. */
  private static boolean allows(
      Policy policy, String operation, String resource, Map<String, String> tags) {
    Policy.Judgement judgement = policy.judge(operation, resource);
    return judgement.isAllowed()
        && (judgement.tagStatements() == null
            || TagStatements.decode(judgement.tagStatements().encode()).allows(tags));
  }

  private static String allowIf(String condition) {
    return "{'Effect':'Allow','Action':'*','Resource':'*','Condition':{" + condition + "}}";
  }

  private static Policy read(String statements) {
    try {
      return PolicyDocument.read(
          new ObjectMapper().readTree(("{'Statement':[" + statements + "]}").replace('\'', '"')));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private String pick(String... all) {
    return all[random.nextInt(all.length)];
  }
}
