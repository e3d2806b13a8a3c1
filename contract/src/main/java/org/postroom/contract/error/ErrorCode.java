package org.postroom.contract.error;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Every error that crosses the wire, one row each. The first group is modelled by the service (its
 * body carries {@code Message}); the second belongs to the protocol ({@code message}). Only errors
 * that a caller can receive belong here.
 */
public enum ErrorCode {
  DIRECTORY_IN_USE("DirectoryInUseException"),
  DIRECTORY_SERVICE_AUTHENTICATION_FAILED("DirectoryServiceAuthenticationFailedException"),
  DIRECTORY_UNAVAILABLE("DirectoryUnavailableException"),
  EMAIL_ADDRESS_IN_USE("EmailAddressInUseException"),
  ENTITY_ALREADY_REGISTERED("EntityAlreadyRegisteredException"),
  ENTITY_NOT_FOUND("EntityNotFoundException"),
  ENTITY_STATE("EntityStateException"),
  INVALID_CONFIGURATION("InvalidConfigurationException"),
  INVALID_CUSTOM_SES_CONFIGURATION("InvalidCustomSesConfigurationException"),
  INVALID_PARAMETER("InvalidParameterException"),
  INVALID_PASSWORD("InvalidPasswordException"),
  LIMIT_EXCEEDED("LimitExceededException"),
  MAIL_DOMAIN_IN_USE("MailDomainInUseException"),
  MAIL_DOMAIN_NOT_FOUND("MailDomainNotFoundException"),
  MAIL_DOMAIN_STATE("MailDomainStateException"),
  NAME_AVAILABILITY("NameAvailabilityException"),
  ORGANIZATION_NOT_FOUND("OrganizationNotFoundException"),
  ORGANIZATION_STATE("OrganizationStateException"),
  RESERVED_NAME("ReservedNameException"),
  RESOURCE_NOT_FOUND("ResourceNotFoundException"),
  TOO_MANY_TAGS("TooManyTagsException"),
  UNSUPPORTED_OPERATION("UnsupportedOperationException"),

  ACCESS_DENIED("AccessDeniedException", Origin.PROTOCOL, 400),
  EXPIRED_TOKEN("ExpiredTokenException", Origin.PROTOCOL, 400),
  INCOMPLETE_SIGNATURE("IncompleteSignatureException", Origin.PROTOCOL, 400),
  INVALID_SIGNATURE("InvalidSignatureException", Origin.PROTOCOL, 400),
  MISSING_AUTHENTICATION_TOKEN("MissingAuthenticationTokenException", Origin.PROTOCOL, 400),
  REQUEST_ENTITY_TOO_LARGE("RequestEntityTooLargeException", Origin.PROTOCOL, 400),
  SERIALIZATION("SerializationException", Origin.PROTOCOL, 400),
  THROTTLING("ThrottlingException", Origin.PROTOCOL, 400),
  UNKNOWN_OPERATION("UnknownOperationException", Origin.PROTOCOL, 400),
  UNRECOGNIZED_CLIENT("UnrecognizedClientException", Origin.PROTOCOL, 400),
  VALIDATION("ValidationException", Origin.PROTOCOL, 400),
  INTERNAL_FAILURE("InternalFailure", Origin.PROTOCOL, 500),
  /** An operation of the table without a handler: an internal failure with a status of its own. */
  NOT_OFFERED("NotOffered", "InternalFailure", Origin.PROTOCOL, 501),
  SERVICE_UNAVAILABLE("ServiceUnavailable", Origin.PROTOCOL, 503);

  /** Who defines an error: the service's model, or the AWS JSON protocol around it. */
  public enum Origin {
    MODEL,
    PROTOCOL
  }

  private static final Map<String, ErrorCode> BY_KEY =
      Arrays.stream(values()).collect(Collectors.toMap(ErrorCode::key, Function.identity()));

  private final String key;
  private final String wireName;
  private final Origin origin;
  private final int httpStatus;

  ErrorCode(String wireName) {
    this(wireName, Origin.MODEL, 400);
  }

  ErrorCode(String wireName, Origin origin, int httpStatus) {
    this(wireName, wireName, origin, httpStatus);
  }

  ErrorCode(String key, String wireName, Origin origin, int httpStatus) {
    this.key = key;
    this.wireName = wireName;
    this.origin = origin;
    this.httpStatus = httpStatus;
  }

  /**
   * What replies and tables of the installation call it: its wire name, unless another error has
   * that too.
   */
  public String key() {
    return key;
  }

  /** The bare exception name sent to callers as {@code __type}. */
  public String wireName() {
    return wireName;
  }

  /** Whether the service's model or the protocol defines this error. */
  public Origin origin() {
    return origin;
  }

  /** The HTTP status of the answer. */
  public int httpStatus() {
    return httpStatus;
  }

  /**
   * Whether this answer is a decision about the request, which a repeat of the same command must
   * receive again. Retryable and internal errors are not: they are never stored.
   */
  public boolean isDecision() {
    return origin == Origin.MODEL;
  }

  /** The code with this key, if there is one. */
  public static Optional<ErrorCode> find(String key) {
    return Optional.ofNullable(BY_KEY.get(key));
  }

  /** The code with this key; an unknown one is a programming error. */
  public static ErrorCode ofKey(String key) {
    ErrorCode code = BY_KEY.get(key);
    if (code == null) {
      throw new IllegalArgumentException("no error is called " + key);
    }
    return code;
  }
}
