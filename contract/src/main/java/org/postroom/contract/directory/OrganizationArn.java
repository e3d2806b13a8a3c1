package org.postroom.contract.directory;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ARN of an organization, {@code arn:aws:workmail:<region>:<account>:organization/<id>}.
 *
 * @param region the region of the installation
 * @param account the account that owns the organization
 * @param organizationId the organization
 */
public record OrganizationArn(String region, String account, String organizationId) {
  /**
   * Stands for the organization of an ARN that names none. It is well-formed, but no organization
   * ever has it, so that the owner of the organizations answers as for any unknown one.
   */
  public static final String NO_ORGANIZATION = "m-00000000000000000000000000000000";

  private static final Pattern FORM =
      Pattern.compile("arn:aws:workmail:([a-z0-9-]+):([0-9]{12}):organization/(m-[0-9a-f]{32})");

  /** The ARN as text. */
  public String text() {
    return "arn:aws:workmail:" + region + ":" + account + ":organization/" + organizationId;
  }

  /** The id of the organization that an ARN names, else {@link #NO_ORGANIZATION}. */
  public static String organizationIdOf(String arn) {
    Matcher matcher = arn == null ? null : FORM.matcher(arn);
    return matcher != null && matcher.matches() ? matcher.group(3) : NO_ORGANIZATION;
  }
}
