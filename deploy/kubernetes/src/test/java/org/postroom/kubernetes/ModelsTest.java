package org.postroom.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every object has the shape that its kind's published model says. */
class ModelsTest {
  private static final Map<String, Class<?>> MODELS =
      Map.ofEntries(
          Map.entry("v1 ConfigMap", ConfigMap.class),
          Map.entry("v1 Namespace", Namespace.class),
          Map.entry("v1 PersistentVolumeClaim", PersistentVolumeClaim.class),
          Map.entry("v1 Service", Service.class),
          Map.entry("v1 ServiceAccount", ServiceAccount.class),
          Map.entry("apps/v1 Deployment", Deployment.class),
          Map.entry("apps/v1 StatefulSet", StatefulSet.class),
          Map.entry("autoscaling/v2 HorizontalPodAutoscaler", HorizontalPodAutoscaler.class),
          Map.entry("batch/v1 CronJob", CronJob.class),
          Map.entry("batch/v1 Job", Job.class),
          Map.entry("networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class),
          Map.entry("policy/v1 PodDisruptionBudget", PodDisruptionBudget.class),
          Map.entry("monitoring.coreos.com/v1 ServiceMonitor", ServiceMonitor.class),
          Map.entry("kafka.strimzi.io/v1 Kafka", Kafka.class),
          Map.entry("kafka.strimzi.io/v1 KafkaNodePool", KafkaNodePool.class),
          Map.entry("kafka.strimzi.io/v1 KafkaTopic", KafkaTopic.class),
          Map.entry("kafka.strimzi.io/v1 KafkaUser", KafkaUser.class));

  /** Kinds whose makers publish no model for Java. */
  private static final Set<String> WITHOUT_A_MODEL =
      Set.of(
          "cert-manager.io/v1 Certificate",
          "cert-manager.io/v1 Issuer",
          "postgresql.cnpg.io/v1 Cluster",
          "postgresql.cnpg.io/v1 Database",
          "postgresql.cnpg.io/v1 ScheduledBackup",
          "barmancloud.cnpg.io/v1 ObjectStore",
          "keda.sh/v1alpha1 ScaledObject",
          "keda.sh/v1alpha1 TriggerAuthentication");

  /** These models keep what they do not know in a map; here it is refused. */
  private static final ObjectMapper STRICT =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .annotationIntrospector(
              new JacksonAnnotationIntrospector() {
                private static final long serialVersionUID = 1;

                @Override
                public Boolean hasAnySetter(Annotated annotated) {
                  return false;
                }
              })
          .build();

  static Stream<JsonNode> objects() {
    return Rendering.kept().stream().flatMap(rendering -> rendering.objects().stream());
  }

  @ParameterizedTest
  @MethodSource("org.postroom.kubernetes.Rendering#kept")
  void everyObjectHasTheFieldsOfItsKindAndNoOthers(Rendering rendering) {
    for (JsonNode object : rendering.objects()) {
      if (!WITHOUT_A_MODEL.contains(kind(object))) {
        assertThat(MODELS).containsKey(kind(object));
        assertThatCode(() -> STRICT.treeToValue(object, MODELS.get(kind(object))))
            .as("%s %s", kind(object), Rendering.nameOf(object))
            .doesNotThrowAnyException();
      }
    }
  }

  @Test
  void anUnknownFieldIsFoundHoweverDeepItIs() {
    ObjectNode gateway = Rendering.of("single").object("StatefulSet", "gateway").deepCopy();
    ((ObjectNode) gateway.at("/spec/template/spec/containers/0/readinessProbe"))
        .put("periodSecond", 1);
    assertThatThrownBy(() -> STRICT.treeToValue(gateway, StatefulSet.class))
        .isInstanceOf(UnrecognizedPropertyException.class);
    ObjectNode kafka = Rendering.of("production").object("Kafka", "postroom").deepCopy();
    ((ObjectNode) kafka.at("/spec/kafka/listeners/0")).put("tsl", true);
    assertThatThrownBy(() -> STRICT.treeToValue(kafka, Kafka.class))
        .isInstanceOf(UnrecognizedPropertyException.class);
  }

  @Test
  void kindsWithoutAModelAreNamedInTheDocumentation() throws IOException {
    assertThat(objects().map(ModelsTest::kind).filter(WITHOUT_A_MODEL::contains))
        .as("kinds without a model that are still used")
        .containsAll(WITHOUT_A_MODEL);
    String text = Files.readString(Path.of("../../docs/operations.md"));
    Set<String> unnamed =
        WITHOUT_A_MODEL.stream()
            .map(kind -> '`' + kind.substring(kind.indexOf(' ') + 1) + '`')
            .filter(kind -> !text.contains(kind))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(unnamed).isEmpty();
  }

  private static String kind(JsonNode object) {
    return object.path("apiVersion").asText() + ' ' + Rendering.kindOf(object);
  }
}
