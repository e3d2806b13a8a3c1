package org.postroom.gateway.feed;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.contract.json.Json;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.contract.secret.SecretSealer;

/**
 * Writes cursors as text that says nothing to its reader and opens for its organization only, at
 * every gateway with the same sealing keys. Of letters, digits, {@code -}, {@code _} and {@code .}
 * alone: nobody who signs a query that holds one need ask how to encode it.
 */
final class Cursors {
  private static final int VERSION = 1;
  private static final int MAX_LENGTH = 2_048;

  private final SecretSealer sealer;

  Cursors(SecretSealer sealer) {
    this.sealer = sealer;
  }

  String encode(String organizationId, Cursor cursor) {
    Map<String, Place> places = new TreeMap<>();
    cursor
        .positions()
        .forEach((context, position) -> places.put(context.wireName(), Place.of(position)));
    return sealer
        .sealBytes(Json.write(new Content(VERSION, places)), associatedData(organizationId))
        .replace(':', '.');
  }

  /**
   * Reads {@link #encode} back. A context that is not known here any more is left out.
   *
   * @throws OperationRejected InvalidParameterException, for anything else
   */
  Cursor decode(String organizationId, String text) {
    Content content;
    try {
      if (text.length() > MAX_LENGTH) {
        throw unreadable();
      }
      byte[] opened = sealer.openBytes(text.replace('.', ':'), associatedData(organizationId));
      content = Json.read(opened, Content.class);
    } catch (IllegalArgumentException | UncheckedIOException e) {
      throw unreadable();
    }
    if (content.version() != VERSION || content.places() == null) {
      throw unreadable();
    }
    Map<BoundedContext, Position> positions = new EnumMap<>(BoundedContext.class);
    for (BoundedContext context : BoundedContext.values()) {
      Place place = content.places().get(context.wireName());
      if (place != null) {
        positions.put(context, place.position());
      }
    }
    return Cursor.of(positions);
  }

  private static String associatedData(String organizationId) {
    return "events/" + organizationId;
  }

  private static OperationRejected unreadable() {
    return new OperationRejected(
        ErrorCode.INVALID_PARAMETER,
        "The value at 'after' is no cursor of this organization that can be read here. Start from"
            + " the beginning, without one.");
  }

  private record Content(
      @JsonProperty("v") int version, @JsonProperty("p") Map<String, Place> places) {}

  private record Place(
      @JsonProperty("t") String topicId,
      @JsonProperty("o") long offset,
      @JsonProperty("e") long epoch,
      @JsonProperty("s") long sequence) {

    static Place of(Position position) {
      return new Place(
          position.topicId(), position.offset(), position.epoch(), position.sequence());
    }

    Position position() {
      return new Position(topicId == null ? "" : topicId, offset, epoch, sequence);
    }
  }
}
