package org.postroom.audit;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.BeanPropertyWriter;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import com.fasterxml.jackson.databind.util.NameTransformer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.postroom.contract.json.Json;
import org.postroom.contract.secret.LoginPassword;
import org.postroom.contract.secret.Secret;
import org.postroom.contract.validation.Sensitive;

/**
 * How records and what stands in them become JSON: lower camel case, instants as text, and of the
 * contract's records neither secrets nor personal members, at whatever depth.
 */
final class AuditJson {
  private static final ObjectMapper MAPPER = newMapper();

  private AuditJson() {}

  static ObjectMapper mapper() {
    return MAPPER;
  }

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  static byte[] write(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectMapper newMapper() {
    JsonMapper mapper = ((JsonMapper) Json.mapper()).rebuild().build();
    SimpleModule module = new SimpleModule("audit").addSerializer(Instant.class, new Text());
    module.setSerializerModifier(new OnlyWhatMayBeRead());
    mapper.registerModule(module);
    return mapper;
  }

  /** Whether a component must not be written. */
  static boolean isHidden(RecordComponent component, JavaType type) {
    return component.isAnnotationPresent(Sensitive.class)
        || component.isAnnotationPresent(LoginPassword.class)
        || holdsSecret(type);
  }

  private static boolean holdsSecret(JavaType type) {
    if (type == null) {
      return false;
    }
    return type.hasRawClass(Secret.class)
        || holdsSecret(type.getContentType())
        || holdsSecret(type.getKeyType());
  }

  private static final class OnlyWhatMayBeRead extends BeanSerializerModifier {
    private static final long serialVersionUID = 1L;

    @Override
    public List<BeanPropertyWriter> changeProperties(
        SerializationConfig config, BeanDescription bean, List<BeanPropertyWriter> properties) {
      Class<?> type = bean.getBeanClass();
      if (!type.isRecord()) {
        return properties;
      }
      List<BeanPropertyWriter> kept = new ArrayList<>();
      for (BeanPropertyWriter property : properties) {
        RecordComponent component = component(type, property.getMember().getName());
        if (component == null || !isHidden(component, property.getType())) {
          kept.add(property.rename(new LowerCamel()));
        }
      }
      return kept;
    }

    private static RecordComponent component(Class<?> type, String accessor) {
      for (RecordComponent component : type.getRecordComponents()) {
        if (component.getName().equals(accessor)) {
          return component;
        }
      }
      return null;
    }
  }

  /** {@code OrganizationId} to {@code organizationId}, {@code ARN} to {@code aRN} as AWS does. */
  private static final class LowerCamel extends NameTransformer {
    @Override
    public String transform(String name) {
      return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    @Override
    public String reverse(String transformed) {
      return transformed.substring(0, 1).toUpperCase(Locale.ROOT) + transformed.substring(1);
    }
  }

  private static final class Text extends JsonSerializer<Instant> {
    @Override
    public void serialize(Instant value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(value.truncatedTo(ChronoUnit.SECONDS).toString());
    }
  }
}
