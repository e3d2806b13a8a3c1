package org.postroom.contract.sdk;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Where the contract differs from the AWS SDK on purpose, and why. Nowhere else. */
final class DeliberateDifferences {
  private static final String IDENTITY_CENTER =
      "belongs to the IAM Identity Center integration, which is not offered; ignored when given";

  /** Operations of the SDK that Postroom does not offer. */
  static final Map<String, String> OPERATIONS = new LinkedHashMap<>();

  /** Facts that only the SDK states. */
  static final Map<String, String> ONLY_SDK = new LinkedHashMap<>();

  /** Constraints that only the contract states. */
  static final Map<String, String> ONLY_CONSTRAINED_HERE = new LinkedHashMap<>();

  /** Facts that only the contract states. */
  static final Map<String, String> ONLY_HERE = new LinkedHashMap<>();

  static {
    for (String operation :
        Set.of(
            "CreateIdentityCenterApplication",
            "DeleteIdentityCenterApplication",
            "PutIdentityProviderConfiguration",
            "DescribeIdentityProviderConfiguration",
            "DeleteIdentityProviderConfiguration",
            "ListPersonalAccessTokens",
            "GetPersonalAccessTokenMetadata",
            "DeletePersonalAccessToken")) {
      OPERATIONS.put(operation, IDENTITY_CENTER);
    }
    for (String member :
        Set.of(
            "CreateUserRequest.IdentityProviderUserId is String",
            "UpdateUserRequest.IdentityProviderUserId is String",
            "DescribeUserResponse.IdentityProviderUserId is String",
            "DescribeUserResponse.IdentityProviderIdentityStoreId is String",
            "User.IdentityProviderUserId is String",
            "User.IdentityProviderIdentityStoreId is String",
            "ListUsersFilters.IdentityProviderUserIdPrefix is String",
            "DeleteOrganizationRequest.DeleteIdentityCenterApplication is Boolean")) {
      ONLY_SDK.put(member, IDENTITY_CENTER);
    }
    ONLY_CONSTRAINED_HERE.put(
        "CreateUserRequest.Password may be empty all the same",
        "the model has no minimum; the password policy refuses it under its own name");
    ONLY_CONSTRAINED_HERE.put(
        "ResetPasswordRequest.Password may be empty all the same",
        "the model has no minimum; the password policy refuses it under its own name");
    ONLY_CONSTRAINED_HERE.put(
        "EwsAvailabilityProvider.EwsPassword may be empty all the same",
        "the model has no minimum, and the endpoint is the judge of the login");
    ONLY_CONSTRAINED_HERE.put(
        "PutAccessControlRuleRequest.Description may be empty all the same",
        "the model has the minimum 0 beside a pattern that needs a character");
    ONLY_HERE.put(
        "User.DisplayName is not shown", "a display name is personal, in listings as elsewhere");
    ONLY_HERE.put(
        "AssumeImpersonationRoleResponse.Token is not shown",
        "a token opens mailboxes, so it is a secret");
  }

  private DeliberateDifferences() {}
}
