package org.postroom.kit.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.postroom.contract.json.Json;
import org.postroom.contract.message.CommandEnvelope;
import org.postroom.contract.secret.SecretSealer;

/**
 * Tells whether a client token comes again with the same parameters. The gateway's request digest
 * is keyed by the key that was current then; after a rotation equal requests have different ones.
 * Therefore the service digests the request itself, secrets opened and the token left out, and can
 * check a digest by any key that is still readable.
 */
final class TokenDigest {
  private static final String SEALED = "sealed:";
  private static final String CLIENT_TOKEN = "ClientToken";

  private final SecretSealer sealer;

  TokenDigest(SecretSealer sealer) {
    this.sealer = sealer;
  }

  String of(CommandEnvelope command) {
    return sealer.digest(canonical(command));
  }

  boolean matches(String digest, CommandEnvelope command) {
    return sealer.isDigestOf(digest, canonical(command));
  }

  private byte[] canonical(CommandEnvelope command) {
    try {
      JsonNode request = Json.mapper().readTree(command.payload());
      if (request instanceof ObjectNode object) {
        object.remove(CLIENT_TOKEN);
        opened(object, null, command);
      }
      return Json.write(request);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JsonNode opened(JsonNode node, String member, CommandEnvelope command) {
    if (node instanceof ObjectNode object) {
      List<Map.Entry<String, JsonNode>> members = new ArrayList<>();
      object.properties().forEach(members::add);
      members.forEach(
          entry -> object.set(entry.getKey(), opened(entry.getValue(), entry.getKey(), command)));
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, opened(array.get(i), member, command));
      }
    } else if (node.isTextual() && node.textValue().startsWith(SEALED)) {
      return TextNode.valueOf(open(node.textValue(), member, command));
    }
    return node;
  }

  private String open(String text, String member, CommandEnvelope command) {
    try {
      return sealer.open(
          text, SecretSealer.member(command.organizationId(), command.commandId(), member));
    } catch (IllegalArgumentException e) {
      // A caller's own text that happens to look like one of ours.
      return text;
    }
  }
}
