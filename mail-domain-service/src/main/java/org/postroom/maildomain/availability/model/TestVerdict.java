package org.postroom.maildomain.availability.model;

/**
 * What the test of a provider has shown.
 *
 * @param passed whether calendars can be asked for there
 * @param reason why not, at most {@link #MOST_CHARACTERS} characters, without secrets and without
 *     anything of what the provider sent; null when it passed
 */
public record TestVerdict(boolean passed, String reason) {
  /** The longest reason that the operation may answer. */
  public static final int MOST_CHARACTERS = 256;

  /** It works. */
  public static final TestVerdict PASSED = new TestVerdict(true, null);

  /** It does not work; a reason that is too long is cut. */
  public static TestVerdict failed(String reason) {
    return new TestVerdict(
        false,
        reason.length() <= MOST_CHARACTERS
            ? reason
            : reason.substring(0, MOST_CHARACTERS - 1) + "…");
  }
}
