package org.postroom.contract.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import org.postroom.contract.secret.Secret;

/**
 * The one JSON mapping of Postroom, as AWS JSON 1.1 wants it: upper camel case members, unset
 * members left out, timestamps as epoch seconds with at most milliseconds, unknown members ignored,
 * no coercion between JSON types. A text with U+0000 or half a surrogate pair is refused when it is
 * read: neither UTF-8 nor PostgreSQL can hold it.
 */
public final class Json {
  /** Brackets that may be open at once in a request; deeper is a client error. */
  public static final int MAX_DEPTH = 32;

  private static final ObjectMapper MAPPER = newMapper();

  private Json() {}

  /** The shared mapper; it is thread-safe and must not be reconfigured. */
  public static ObjectMapper mapper() {
    return MAPPER;
  }

  /** A value as JSON bytes. */
  public static byte[] write(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads what {@link #write} made; anything else is an {@link UncheckedIOException}. */
  public static <T> T read(byte[] json, Class<T> type) {
    try {
      return MAPPER.readValue(json, type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectMapper newMapper() {
    JsonFactory factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();
    SimpleModule scalars =
        new SimpleModule("scalars")
            .addDeserializer(String.class, new StorableTextReader())
            .addDeserializer(Secret.class, new SecretReader())
            .addSerializer(Instant.class, new EpochSecondsWriter())
            .addDeserializer(Instant.class, new EpochSecondsReader());
    return JsonMapper.builder(factory)
        .addModule(scalars)
        .propertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE)
        .defaultPropertyInclusion(
            JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .withCoercionConfigDefaults(
            config ->
                config
                    .setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail)
                    .setAcceptBlankAsEmpty(false))
        .withCoercionConfig(
            LogicalType.Textual,
            config ->
                config
                    .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
        .build();
  }

  private static final class StorableTextReader extends JsonDeserializer<String> {
    @Override
    public String deserialize(JsonParser in, DeserializationContext context) throws IOException {
      String text = StringDeserializer.instance.deserialize(in, context);
      return text == null || isStorable(text)
          ? text
          : (String)
              context.handleWeirdStringValue(
                  String.class, "", "a text may hold neither U+0000 nor half a surrogate pair");
    }

    private static boolean isStorable(String text) {
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (c == 0) {
          return false;
        }
        if (Character.isSurrogate(c)) {
          if (!Character.isHighSurrogate(c)
              || i + 1 == text.length()
              || !Character.isLowSurrogate(text.charAt(i + 1))) {
            return false;
          }
          i++;
        }
      }
      return true;
    }
  }

  /** Jackson would hand the text to the record's constructor without asking the reader above. */
  private static final class SecretReader extends JsonDeserializer<Secret> {
    private final StorableTextReader text = new StorableTextReader();

    @Override
    public Secret deserialize(JsonParser in, DeserializationContext context) throws IOException {
      return new Secret(text.deserialize(in, context));
    }
  }

  private static final class EpochSecondsWriter extends JsonSerializer<Instant> {
    @Override
    public void serialize(Instant value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeNumber(BigDecimal.valueOf(value.toEpochMilli(), 3));
    }
  }

  private static final class EpochSecondsReader extends JsonDeserializer<Instant> {
    @Override
    public Instant deserialize(JsonParser in, DeserializationContext context) throws IOException {
      if (!in.currentToken().isNumeric()) {
        return (Instant) context.handleUnexpectedToken(Instant.class, in);
      }
      try {
        return Instant.ofEpochMilli(in.getDecimalValue().movePointRight(3).longValueExact());
      } catch (ArithmeticException e) {
        return (Instant)
            context.handleWeirdNumberValue(
                Instant.class, in.getNumberValue(), "not epoch seconds with milliseconds");
      }
    }
  }
}
