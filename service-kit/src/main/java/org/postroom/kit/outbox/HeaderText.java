package org.postroom.kit.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.postroom.contract.json.Json;

/** Record headers as one JSON object; every header of Postroom is UTF-8 text. */
public final class HeaderText {
  private static final TypeReference<LinkedHashMap<String, String>> TEXTS =
      new TypeReference<>() {};

  private HeaderText() {}

  /** The headers as JSON. */
  public static byte[] write(Map<String, byte[]> headers) {
    Map<String, String> texts = new LinkedHashMap<>();
    headers.forEach((name, value) -> texts.put(name, new String(value, UTF_8)));
    return Json.write(texts);
  }

  /** Reads {@link #write} back. */
  public static Map<String, byte[]> read(byte[] json) {
    try {
      Map<String, byte[]> headers = new LinkedHashMap<>();
      Json.mapper()
          .readValue(json, TEXTS)
          .forEach((name, value) -> headers.put(name, value.getBytes(UTF_8)));
      return headers;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
