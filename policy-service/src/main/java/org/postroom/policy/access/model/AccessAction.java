package org.postroom.policy.access.model;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;

/** A way to a mailbox that access control rules can tell from others. */
public enum AccessAction {
  ACTIVE_SYNC("ActiveSync"),
  AUTO_DISCOVER("AutoDiscover"),
  EWS("EWS"),
  IMAP("IMAP"),
  SMTP("SMTP"),
  WINDOWS_OUTLOOK("WindowsOutlook"),
  WEB_MAIL("WebMail");

  private static final Map<String, AccessAction> BY_NAME =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(AccessAction::wireName, Function.identity()));

  private final String wireName;

  AccessAction(String wireName) {
    this.wireName = wireName;
  }

  /** How callers write it. */
  public String wireName() {
    return wireName;
  }

  /** The action that is written so, in exactly this case. */
  public static Optional<AccessAction> parse(String text) {
    return Optional.ofNullable(BY_NAME.get(text));
  }

  /** The same, refused as an invalid parameter when there is no such action. */
  public static AccessAction require(String text) {
    return parse(text)
        .orElseThrow(
            () ->
                new OperationRejected(
                    ErrorCode.INVALID_PARAMETER, "There is no action " + text + "."));
  }
}
