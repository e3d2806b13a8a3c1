package org.postroom.gateway.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.util.List;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.contract.json.Json;
import org.postroom.contract.operation.Operation;
import org.postroom.contract.operation.OperationKind;
import org.postroom.contract.secret.Secret;

/**
 * A row of the operation table with everything the gateway derives from it, prepared once.
 *
 * @param <Q> the request
 */
public final class PreparedOperation<Q> {
  private static final String CLIENT_TOKEN = "ClientToken";

  private final Operation<Q, ?> row;
  private final ObjectReader reader;
  private final RecordShape shape;
  private final boolean clientToken;

  PreparedOperation(Operation<Q, ?> row) {
    this.row = row;
    this.reader = Json.mapper().readerFor(row.requestType());
    this.shape = RecordShape.of(row.requestType());
    this.clientToken =
        shape.members().stream().anyMatch(member -> member.wireName().equals(CLIENT_TOKEN));
  }

  /** The row. */
  public Operation<Q, ?> row() {
    return row;
  }

  /** The wire name. */
  public String name() {
    return row.name();
  }

  /** Whether it changes state. */
  public boolean isCommand() {
    return row.kind() == OperationKind.COMMAND;
  }

  /**
   * Reads a request's body.
   *
   * @throws OperationRejected SerializationException, when it is not the JSON of such a request
   */
  public Q decode(byte[] body) {
    Q request;
    try {
      request = reader.readValue(body);
    } catch (JsonMappingException e) {
      throw notReadable(e.getPath());
    } catch (JsonProcessingException e) {
      throw new OperationRejected(
          ErrorCode.SERIALIZATION, "The request body is not valid JSON, or is nested too deeply.");
    } catch (IOException e) {
      throw new OperationRejected(ErrorCode.SERIALIZATION, "The request body is not valid UTF-8.");
    }
    if (request == null) {
      throw notReadable(List.of());
    }
    return request;
  }

  /** The request's members in their fixed order without its client token; what is digested. */
  public byte[] digestInput(Q request) {
    return Json.write(
        clientToken
            ? shape.copy(
                request, (member, value) -> member.wireName().equals(CLIENT_TOKEN) ? null : value)
            : request);
  }

  /** Whether a request can hold secrets. */
  public boolean holdsSecrets() {
    return shape.holdsSecrets();
  }

  /** Whether a request's digest input is also what a command carries. */
  public boolean isCarriedAsDigested() {
    return !clientToken && !holdsSecrets();
  }

  /** The password in a request with which a user logs in; null when there is none. */
  public Secret loginPassword(Q request) {
    for (RecordShape.Member member : shape.members()) {
      if (member.isLoginPassword()) {
        return (Secret) member.value(request);
      }
    }
    return null;
  }

  /** The request with every secret replaced, those in nested records included. */
  @SuppressWarnings("unchecked")
  public Q replaceSecrets(Q request, SecretReplacement replacement) {
    return holdsSecrets() ? (Q) replace(shape, request, replacement) : request;
  }

  private static Object replace(RecordShape shape, Object record, SecretReplacement replacement) {
    return shape.copy(
        record,
        (member, value) ->
            value == null || !member.holdsSecrets() ? value : replace(member, value, replacement));
  }

  private static Object replace(
      RecordShape.Member member, Object value, SecretReplacement replacement) {
    if (value instanceof List<?> list) {
      return list.stream().map(element -> replace(member, element, replacement)).toList();
    }
    if (value instanceof Secret secret) {
      return secret.value() == null
          ? secret
          : new Secret(
              replacement.replace(member.wireName(), member.isLoginPassword(), secret.value()));
    }
    return replace(RecordShape.of(member.type()), value, replacement);
  }

  /** Gives the text that takes a secret's place. */
  public interface SecretReplacement {
    /**
     * @param member the secret's wire name, also where it stands in a nested record
     * @param isLoginPassword whether it is the password a user logs in with
     * @param text the secret
     */
    String replace(String member, boolean isLoginPassword, String text);
  }

  private static OperationRejected notReadable(List<JsonMappingException.Reference> path) {
    StringBuilder place = new StringBuilder();
    for (JsonMappingException.Reference reference : path) {
      if (reference.getFieldName() == null) {
        place.append('[').append(reference.getIndex()).append(']');
      } else {
        place.append(place.length() == 0 ? "" : ".").append(reference.getFieldName());
      }
    }
    return new OperationRejected(
        ErrorCode.SERIALIZATION,
        place.length() == 0
            ? "The request body is not a JSON object."
            : "The value at '" + place + "' cannot be read as the type it must have.");
  }
}
