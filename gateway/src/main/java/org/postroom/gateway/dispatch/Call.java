package org.postroom.gateway.dispatch;

import java.util.function.Consumer;
import org.postroom.contract.message.Caller;
import org.postroom.gateway.request.PreparedOperation;

/**
 * A verified, valid and authorized request on its way to a service.
 *
 * @param operation what is called
 * @param request the decoded request
 * @param caller who calls
 * @param requestId the id of this attempt
 * @param invocationId the id that an SDK keeps over its retries; null when the client sent none
 * @param traceParent W3C trace context; null when not traced
 * @param onAnswer takes the answer, exactly once, on any thread
 */
public record Call<Q>(
    PreparedOperation<Q> operation,
    Q request,
    Caller caller,
    String requestId,
    String invocationId,
    String traceParent,
    Consumer<Answer> onAnswer) {}
