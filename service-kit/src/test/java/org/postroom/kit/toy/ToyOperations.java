package org.postroom.kit.toy;

import static org.postroom.contract.operation.BoundedContext.POLICY;

import java.util.List;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.operation.Operation;

/** The toy context's operations. */
public final class ToyOperations {
  /** Adds to the organization's counter; with a client token once. */
  public record CountRequest(String organizationId, long by, String clientToken) {
    public CountRequest(String organizationId, long by) {
      this(organizationId, by, null);
    }
  }

  public record CountResponse(long amount) {}

  /** Takes a name that nobody in the organization has. */
  public record TakeNameRequest(String organizationId, String name) {}

  public record TakeNameResponse(String ownerId) {}

  /** Does what a handler should not, or what surroundings do to it. */
  public record MisbehaveRequest(String organizationId, String how) {}

  public record MisbehaveResponse(String how) {}

  public record Nothing(String organizationId) {}

  public static final Operation<CountRequest, CountResponse> COUNT =
      Operation.command(
          "Count",
          POLICY,
          CountRequest.class,
          CountResponse.class,
          CountRequest::organizationId,
          ErrorCode.INVALID_PARAMETER);
  public static final Operation<TakeNameRequest, TakeNameResponse> TAKE_NAME =
      Operation.command(
          "TakeName",
          POLICY,
          TakeNameRequest.class,
          TakeNameResponse.class,
          TakeNameRequest::organizationId,
          ErrorCode.NAME_AVAILABILITY);
  public static final Operation<MisbehaveRequest, MisbehaveResponse> MISBEHAVE =
      Operation.command(
          "Misbehave",
          POLICY,
          MisbehaveRequest.class,
          MisbehaveResponse.class,
          MisbehaveRequest::organizationId,
          ErrorCode.ENTITY_STATE);
  public static final Operation<MisbehaveRequest, MisbehaveResponse> ALONE =
      Operation.command(
          "Alone",
          POLICY,
          MisbehaveRequest.class,
          MisbehaveResponse.class,
          MisbehaveRequest::organizationId,
          ErrorCode.ENTITY_STATE);
  public static final Operation<Nothing, Nothing> NOT_OFFERED =
      Operation.command(
          "NotOffered", POLICY, Nothing.class, Nothing.class, Nothing::organizationId);

  public static final List<Operation<?, ?>> ALL =
      List.of(COUNT, TAKE_NAME, MISBEHAVE, ALONE, NOT_OFFERED, GetCounter.GET_COUNTER);

  private ToyOperations() {}
}
