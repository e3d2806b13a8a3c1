package org.postroom.contract.validation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** For every pattern of the contract: texts of any length that match, and some that must not. */
final class PatternSamples {
  /**
   * @param shortest a shortest matching text
   * @param position where it is lengthened
   * @param filler what lengthens it by one; null when the length is given by the form
   * @param longest the longest matching text when the form bounds it
   * @param wrong texts that must not match, whatever their length
   */
  record Sample(String shortest, int position, String filler, String longest, List<String> wrong) {

    String ofLength(int length) {
      if (filler == null) {
        return length > shortest.length() ? longest : shortest;
      }
      return shortest.substring(0, position)
          + filler.repeat(Math.max(0, length - shortest.length()))
          + shortest.substring(position);
    }
  }

  private static final String ORGANIZATION = "m-0123456789abcdef0123456789abcdef";
  private static final Map<String, Sample> SAMPLES = new LinkedHashMap<>();

  static {
    fixed(Patterns.ORGANIZATION_ID, ORGANIZATION, ORGANIZATION);
    wrong(Patterns.ORGANIZATION_ID, ORGANIZATION.replace('f', 'g'), ORGANIZATION + "\n", "x");
    growing(Patterns.ORGANIZATION_ALIAS, "", "a", "");
    wrong(Patterns.ORGANIZATION_ALIAS, "-a", "a-", "a--b", "d-a", "a_b", "a\n", "é");
    growing(Patterns.ORGANIZATION_ARN, "arn:aws:workmail:us-east-1:1:m", "x", "");
    wrong(Patterns.ORGANIZATION_ARN, "arn:aws:ses:us-east-1:1:m", "arn:aws:workmail:e:1:m m");
    fixed(Patterns.DIRECTORY_ID, "d-0123456789", "d-0123456789");
    wrong(Patterns.DIRECTORY_ID, "d-012345678g", "d-0123456789\n");
    growing(Patterns.CLIENT_TOKEN, "", "~", "");
    wrong(Patterns.CLIENT_TOKEN, " ", "a b", "é", "a\n");
    growing(Patterns.NEXT_TOKEN, "", "é", "");
    growing(Patterns.ENTITY_IDENTIFIER, "", "%", "");
    wrong(Patterns.ENTITY_IDENTIFIER, "a b", "ä", "a/b", "a\n");
    growing(Patterns.USER_NAME, "", "a", "");
    wrong(Patterns.USER_NAME, "a@b", "a@b.c", "a b", "é", "a\n");
    growing(Patterns.EMAIL_ADDRESS, "a@", "b", "b.cc");
    wrong(Patterns.EMAIL_ADDRESS, "a@b", "a@b.c", "@b.cc", "a".repeat(65) + "@b.cc", "a@b.cc\n");
    growing(Patterns.DOMAIN_NAME, "", "a", "");
    wrong(Patterns.DOMAIN_NAME, "a_b", "a b.c", "bücher.example", "a.b\n");
    growing(Patterns.HOSTED_ZONE_ID, "", "Z", "");
    wrong(Patterns.HOSTED_ZONE_ID, "a/b", "a\\b");
    growing(Patterns.LATIN_1, "", "ÿ", "");
    wrong(Patterns.LATIN_1, "\u001f", "Ā", "a\n");
    growing(Patterns.WORD, "", "-", "");
    wrong(Patterns.WORD, "a b", "a.b", "é", "a\n");
    growing(Patterns.ANY_TEXT, "", "\n", "");
    growing(Patterns.SOME_TEXT, "", "\n", "");
    wrong(Patterns.SOME_TEXT, "");
    growing(Patterns.SINGLE_LINE, "", "é", "");
    wrong(Patterns.SINGLE_LINE, "a\n", "<", ">", "\\", "\u007f");
    growing(Patterns.MULTIPLE_LINES, "", "\n", "");
    wrong(Patterns.MULTIPLE_LINES, "\t", "<", ">", "\\", "\u007f");
    growing(Patterns.POLICY_DESCRIPTION, "", "é", "");
    wrong(Patterns.POLICY_DESCRIPTION, "");
    growing(Patterns.ACCESS_CONTROL_ACTION, "", "z", "");
    wrong(Patterns.ACCESS_CONTROL_ACTION, "a1", "a_b", "a\n");
    fixed(Patterns.IP_ADDRESS, "0.0.0.0", "255.255.255.255");
    wrong(Patterns.IP_ADDRESS, "256.0.0.0", "0.0.0", "01.0.0.0", "::1", "0.0.0.0\n");
    fixed(Patterns.IP_RANGE, "0.0.0.0/0", "255.255.255.255/32");
    wrong(Patterns.IP_RANGE, "0.0.0.0/33", "0.0.0.0", "0.0.0/8", "::/0", "0.0.0.0/0\n");
    growing(Patterns.DEVICE_ID, "", "9", "");
    wrong(Patterns.DEVICE_ID, "a-b", "a\n");
    growing(Patterns.URL, "http://a/", "x", "");
    wrong(Patterns.URL, "ftp://a/", "http://a", "http:///", "http://a/\n");
    growing(Patterns.EXPORT_JOB_ID, "", "-", "");
    wrong(Patterns.EXPORT_JOB_ID, "a_b", "a\n");
    growing(Patterns.S3_BUCKET_NAME, "", ".", "");
    wrong(Patterns.S3_BUCKET_NAME, "a_b", "a\n");
    growing(Patterns.S3_OBJECT_KEY, "", "/", "");
    wrong(Patterns.S3_OBJECT_KEY, "a b", "a\n");
    growing(Patterns.KMS_KEY_ARN, "arn:aws:kms:e", "u", ":1234:key");
    wrong(Patterns.KMS_KEY_ARN, "arn:aws:kms:us-east-1:1:/key", "arn:aws:s3:us-east-1:1:key/a");
    growing(Patterns.LAMBDA_ARN, "arn:aws:lambda:us-east-1:123456789012:function:fn", "n", "");
    wrong(
        Patterns.LAMBDA_ARN,
        "arn:aws:lambda:us-east-1:12345678901:function:function",
        "arn:aws:lambda:us-east-1:123456789012:function:name:a:b");
    growing(Patterns.LOG_GROUP_ARN, "arn:aws:logs:us-east-1:123456789012:log-group:g", "h", ":*");
    wrong(Patterns.LOG_GROUP_ARN, "arn:aws:logs:us-east-1:123456789012:log-group:group");
    growing(Patterns.ROLE_ARN, "arn:aws:iam:e", "u", ":1234:role");
    wrong(Patterns.ROLE_ARN, "arn:aws:iam:us-east-1:1:/role", "arn:aws:s3:us-east-1:1:role/a");
  }

  private PatternSamples() {}

  static Sample of(String regexp) {
    Sample sample = SAMPLES.get(regexp);
    if (sample == null) {
      throw new AssertionError("give samples for the pattern " + regexp);
    }
    return sample;
  }

  private static void growing(String regexp, String prefix, String filler, String suffix) {
    String shortest = prefix.isEmpty() && suffix.isEmpty() ? filler : prefix + suffix;
    SAMPLES.put(regexp, new Sample(shortest, prefix.length(), filler, null, List.of()));
  }

  private static void fixed(String regexp, String shortest, String longest) {
    SAMPLES.put(regexp, new Sample(shortest, 0, null, longest, List.of()));
  }

  private static void wrong(String regexp, String... texts) {
    SAMPLES.computeIfPresent(
        regexp,
        (key, sample) ->
            new Sample(
                sample.shortest(),
                sample.position(),
                sample.filler(),
                sample.longest(),
                List.of(texts)));
  }
}
