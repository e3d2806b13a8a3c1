package org.postroom.contract.validation;

/**
 * The patterns of the API, word for word as its model has them: they are shown to callers. A value
 * must match as a whole. See {@link MemberPattern}.
 */
public final class Patterns {
  public static final String ORGANIZATION_ID = "^m-[0-9a-f]{32}$";
  public static final String ORGANIZATION_ALIAS = "^(?!d-)([\\da-zA-Z]+)([-][\\da-zA-Z]+)*";
  public static final String ORGANIZATION_ARN =
      "arn:aws:workmail:[a-z0-9-]*:[a-z0-9-]+:[A-Za-z0-9][A-Za-z0-9:_/+=,@.-]{0,1023}";
  public static final String DIRECTORY_ID = "^d-[0-9a-f]{10}$";
  public static final String CLIENT_TOKEN = "[\\x21-\\x7e]+";
  public static final String NEXT_TOKEN = "[\\S\\s]*|[a-zA-Z0-9/+=]{1,1024}";
  public static final String ENTITY_IDENTIFIER = "[a-zA-Z0-9._%+@-]+";
  public static final String USER_NAME = "[\\w\\-.]+(@[a-zA-Z0-9.\\-]+\\.[a-zA-Z0-9-]{2,})?";
  public static final String EMAIL_ADDRESS =
      "[a-zA-Z0-9._%+-]{1,64}@[a-zA-Z0-9.-]+\\.[a-zA-Z-]{2,}";
  public static final String DOMAIN_NAME = "[a-zA-Z0-9.-]+";
  public static final String HOSTED_ZONE_ID = "[^/\\\\]*";
  public static final String LATIN_1 = "[\\u0020-\\u00FF]+";
  public static final String WORD = "[a-zA-Z0-9_-]+";
  public static final String ANY_TEXT = "[\\S\\s]*";
  public static final String SOME_TEXT = "[\\S\\s]+";
  public static final String SINGLE_LINE = "[^\\x00-\\x1F\\x7F\\x3C\\x3E\\x5C]+";
  public static final String MULTIPLE_LINES =
      "[^\\x00-\\x09\\x0B\\x0C\\x0E-\\x1F\\x7F\\x3C\\x3E\\x5C]+";
  public static final String POLICY_DESCRIPTION = "[\\w\\d\\s\\S\\-!?=,.;:'_]+";
  public static final String ACCESS_CONTROL_ACTION = "[a-zA-Z]+";
  public static final String IP_ADDRESS =
      "^(([0-9]|[1-9][0-9]|1[0-9]{2}|2[0-4][0-9]|25[0-5])\\.){3}([0-9]|[1-9][0-9]|1[0-9]{2}|2[0-4][0-9]|25[0-5])$";
  public static final String IP_RANGE =
      "^(([0-9]|[1-9][0-9]|1[0-9]{2}|2[0-4][0-9]|25[0-5])\\.){3}([0-9]|[1-9][0-9]|1[0-9]{2}|2[0-4][0-9]|25[0-5])/([0-9]|[12][0-9]|3[0-2])$";
  public static final String DEVICE_ID = "[A-Za-z0-9]+";
  public static final String URL = "https?://[A-Za-z0-9.-]+(:[0-9]+)?/.*";
  public static final String EXPORT_JOB_ID = "[A-Za-z0-9-]+";
  public static final String S3_BUCKET_NAME = "[A-Za-z0-9.-]+";
  public static final String S3_OBJECT_KEY = "[A-Za-z0-9!_.*'()/-]+";
  public static final String KMS_KEY_ARN =
      "arn:aws:kms:[a-z0-9-]*:[a-z0-9-]+:[A-Za-z0-9][A-Za-z0-9:_/+=,@.-]{0,1023}";
  public static final String LAMBDA_ARN =
      "arn:aws:lambda:[a-z]{2}-[a-z]+-\\d{1}:\\d{12}:function:[a-zA-Z0-9\\-_\\.]+(:(\\$LATEST|[a-zA-Z0-9\\-_]+))?";
  public static final String LOG_GROUP_ARN =
      "arn:aws:logs:[a-z\\-0-9]*:[0-9]{12}:log-group:([\\.\\-_/#A-Za-z0-9]+):\\*$";
  public static final String ROLE_ARN =
      "arn:aws:iam:[a-z0-9-]*:[a-z0-9-]+:[A-Za-z0-9][A-Za-z0-9:_/+=,@.-]{0,1023}";

  private Patterns() {}
}
