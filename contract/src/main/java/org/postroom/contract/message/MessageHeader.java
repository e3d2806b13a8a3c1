package org.postroom.contract.message;

/**
 * The names of every header Postroom puts on its Kafka records and internal HTTP calls, and nowhere
 * else. Event records use the CloudEvents names of {@link EventEnvelope}.
 */
public final class MessageHeader {
  public static final String OPERATION = "postroom-operation";
  public static final String CONTRACT_VERSION = "postroom-contract-version";
  public static final String COMMAND_ID = "postroom-command-id";

  /**
   * Ids under which the same command may have been sent while sealing keys changed, separated by
   * commas; absent otherwise.
   */
  public static final String OTHER_COMMAND_IDS = "postroom-other-command-ids";

  public static final String REQUEST_ID = "postroom-request-id";
  public static final String REQUEST_DIGEST = "postroom-request-digest";
  public static final String CLIENT_TOKEN = "postroom-client-token";
  public static final String ACCOUNT = "postroom-account";
  public static final String PRINCIPAL = "postroom-principal";
  public static final String ACCESS_KEY_ID = "postroom-access-key-id";
  public static final String SOURCE_ADDRESS = "postroom-source-address";
  public static final String USER_AGENT = "postroom-user-agent";
  public static final String TAG_STATEMENTS = "postroom-tag-statements";
  public static final String DEADLINE = "postroom-deadline";
  public static final String REPLY_PARTITION = "postroom-reply-partition";
  public static final String REPLY_GATEWAY = "postroom-reply-gateway";
  public static final String ERROR = "postroom-error";
  public static final String AUDITED_REQUEST_ID = "postroom-audited-request-id";
  public static final String TRACE_PARENT = "traceparent";

  private MessageHeader() {}
}
