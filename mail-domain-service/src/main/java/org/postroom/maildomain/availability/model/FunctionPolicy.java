package org.postroom.maildomain.availability.model;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.postroom.contract.access.Glob;

/**
 * Who may invoke a function, by its resource policy. Postroom invokes functions under an identity
 * of its own, whoever configured them; that an organization may have a function asked is therefore
 * read from the policy. It must let the availability principal in for the organization or its
 * account, and must let nobody in unrestricted.
 *
 * @param statements in any order
 */
public record FunctionPolicy(List<Statement> statements) {
  private static final String ACTION = "lambda:invokefunction";
  private static final Pattern PRINCIPAL =
      Pattern.compile("availability\\.workmail\\.[a-z0-9-]+\\.amazonaws\\.com");

  /**
   * What is wrong with the policy; empty when it lets the caller in and nobody unrestricted.
   *
   * @param caller on whose behalf the function is to be invoked
   */
  public Optional<String> flaw(Caller caller) {
    boolean letsIn = false;
    for (Statement statement : statements) {
      if (!statement.isAboutInvoking() || !statement.isAbout(PRINCIPAL)) {
        continue;
      }
      if (!statement.allows()) {
        if (statement.conditions().isEmpty()) {
          return Optional.of("The function's policy denies the invocation to " + caller.service());
        }
        continue;
      }
      if (statement.conditions().stream().noneMatch(Condition::restricts)) {
        return Optional.of(
            "The function's policy must restrict "
                + caller.service()
                + " by aws:SourceAccount or aws:SourceArn; a statement in it does not");
      }
      letsIn |= statement.isAbout(caller) && statement.isMetBy(caller);
    }
    return letsIn
        ? Optional.empty()
        : Optional.of(
            "The function's policy does not allow "
                + caller.service()
                + " to invoke it for "
                + caller.organizationArn());
  }

  /**
   * On whose behalf a function is invoked.
   *
   * @param service the availability principal of the installation's region
   * @param account the organization's account
   */
  public record Caller(String service, String account, String organizationArn) {
    /** An organization. */
    public static Caller of(String region, String account, String organizationId) {
      return new Caller(
          "availability.workmail." + region + ".amazonaws.com",
          account,
          "arn:aws:workmail:%s:%s:organization/%s".formatted(region, account, organizationId));
    }
  }

  /**
   * A statement of the policy.
   *
   * @param allows whether it allows or denies
   * @param anybody whether it is about every principal, or about all but some
   * @param services the services it is about
   * @param actions patterns of actions; {@code *} also for one that names those it is not about
   */
  public record Statement(
      boolean allows,
      boolean anybody,
      List<String> services,
      List<String> actions,
      List<Condition> conditions) {

    boolean isAboutInvoking() {
      return actions.stream()
          .anyMatch(action -> Glob.matches(action.toLowerCase(Locale.ROOT), ACTION));
    }

    boolean isAbout(Pattern principal) {
      return anybody || services.stream().anyMatch(name -> principal.matcher(name).matches());
    }

    boolean isAbout(Caller caller) {
      return anybody || services.contains(caller.service());
    }

    boolean isMetBy(Caller caller) {
      return conditions.stream().allMatch(condition -> condition.isMetBy(caller));
    }
  }

  /**
   * A condition of a statement.
   *
   * @param operator such as {@code StringEquals}
   * @param key such as {@code aws:SourceAccount}, in any case
   * @param values one of which must match
   */
  public record Condition(String operator, String key, List<String> values) {
    private static final String SOURCE_ACCOUNT = "aws:sourceaccount";
    private static final String SOURCE_ARN = "aws:sourcearn";
    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
    private static final int ARN_PARTS = 6;
    private static final int ACCOUNT_PART = 4;

    /** Whether it lets in what belongs to named accounts and nothing else. */
    boolean restricts() {
      if (comparison().isEmpty() || values.isEmpty()) {
        return false;
      }
      return isAbout(SOURCE_ACCOUNT)
          ? values.stream().allMatch(value -> ACCOUNT.matcher(value).matches())
          : isAbout(SOURCE_ARN) && values.stream().allMatch(Condition::namesAnAccount);
    }

    /** Whether a call for this caller meets it; one that is not understood is not met. */
    boolean isMetBy(Caller caller) {
      String actual =
          isAbout(SOURCE_ACCOUNT)
              ? caller.account()
              : isAbout(SOURCE_ARN) ? caller.organizationArn() : null;
      return actual != null
          && comparison()
              .filter(how -> values.stream().anyMatch(value -> how.match(value, actual)))
              .isPresent();
    }

    private boolean isAbout(String other) {
      return key.equalsIgnoreCase(other);
    }

    /** Part by part, so that no wildcard reaches over a colon before the resource. */
    private static boolean matchesArn(String pattern, String arn) {
      String[] patterns = pattern.split(":", ARN_PARTS);
      String[] parts = arn.split(":", ARN_PARTS);
      return patterns.length == ARN_PARTS
          && parts.length == ARN_PARTS
          && IntStream.range(0, ARN_PARTS).allMatch(i -> Glob.matches(patterns[i], parts[i]));
    }

    private static boolean namesAnAccount(String arn) {
      String[] parts = arn.split(":", ARN_PARTS);
      return parts.length == ARN_PARTS && ACCOUNT.matcher(parts[ACCOUNT_PART]).matches();
    }

    /** Empty for operators that also hold without the key or are none of equality. */
    private Optional<Comparison> comparison() {
      return switch (operator.toLowerCase(Locale.ROOT)) {
        case "stringequals" -> Optional.of(String::equals);
        case "stringequalsignorecase" -> Optional.of(String::equalsIgnoreCase);
        case "stringlike" -> Optional.of(Glob::matches);
        case "arnequals", "arnlike" -> Optional.of(Condition::matchesArn);
        default -> Optional.empty();
      };
    }
  }

  /** How a condition's value is held against the actual one. */
  private interface Comparison {
    boolean match(String value, String actual);
  }
}
