package org.postroom.gateway.auth;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.postroom.contract.access.TagStatements;
import org.postroom.contract.access.TagStatements.TagStatement;

/**
 * What an access key may do: nothing but what a statement allows, and never what a statement
 * denies. The order of statements does not matter.
 */
public final class Policy {
  /** Allows nothing. */
  public static final Policy NONE = new Policy(List.of());

  /** The resource of calls that are about no organization in particular. */
  public static final String NO_RESOURCE = "*";

  private final List<PolicyStatement> statements;
  private final boolean allowsAll;

  Policy(List<PolicyStatement> statements) {
    this.statements = List.copyOf(statements);
    this.allowsAll =
        statements.stream().noneMatch(PolicyStatement::denies)
            && statements.stream().anyMatch(Policy::allowsAll);
  }

  private static boolean allowsAll(PolicyStatement statement) {
    return statement.conditions().isEmpty()
        && statement.resources().contains("*")
        && (statement.actions().contains("*") || statement.actions().contains("workmail:*"));
  }

  /**
   * What a policy says of a call.
   *
   * @param isAllowed whether the call may go on, to where the tags are known at least
   * @param tagStatements what decides there; null when the tags cannot change anything
   */
  public record Judgement(boolean isAllowed, TagStatements tagStatements) {
    private static final Judgement ALLOWED = new Judgement(true, null);
    private static final Judgement DENIED = new Judgement(false, null);
  }

  /**
   * Judges a call as far as it can be without the organization's tags.
   *
   * @param operation the operation's wire name
   * @param resource the ARN of the organization in the caller's own account, else {@link
   *     #NO_RESOURCE}
   */
  public Judgement judge(String operation, String resource) {
    if (allowsAll) {
      return Judgement.ALLOWED;
    }
    String action = "workmail:" + operation.toLowerCase(Locale.ROOT);
    List<TagStatement> about = new ArrayList<>();
    boolean allows = false;
    boolean depends = false;
    for (PolicyStatement statement : statements) {
      if (!statement.isAbout(action, resource)) {
        continue;
      }
      boolean always = statement.conditions().isEmpty();
      if (always && statement.denies()) {
        return Judgement.DENIED;
      }
      allows |= !statement.denies();
      depends |= !always;
      about.add(new TagStatement(statement.denies(), statement.conditions()));
    }
    if (!allows) {
      return Judgement.DENIED;
    }
    return depends ? judgeTags(about, resource) : Judgement.ALLOWED;
  }

  private static Judgement judgeTags(List<TagStatement> about, String resource) {
    boolean allowedAnyway =
        about.stream().anyMatch(one -> !one.denies() && one.conditions().isEmpty());
    if (allowedAnyway && about.stream().noneMatch(TagStatement::denies)) {
      return Judgement.ALLOWED;
    }
    TagStatements statements = new TagStatements(about);
    if (resource.equals(NO_RESOURCE)) {
      // What is no organization has no tags.
      return statements.allows(Map.of()) ? Judgement.ALLOWED : Judgement.DENIED;
    }
    return new Judgement(true, statements);
  }

  /** Whether it has the same statements, in the same order. */
  boolean saysTheSameAs(Policy other) {
    return statements.equals(other.statements);
  }

  /** Characters that its statements about tags need in a header, should all be about one call. */
  int lengthInHeader() {
    return new TagStatements(
            statements.stream()
                .map(statement -> new TagStatement(statement.denies(), statement.conditions()))
                .toList())
        .encode()
        .length();
  }

  /** Whether some statement depends on tags. */
  boolean dependsOnTags() {
    return statements.stream().anyMatch(statement -> !statement.conditions().isEmpty());
  }
}
