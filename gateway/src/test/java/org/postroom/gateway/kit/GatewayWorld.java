package org.postroom.gateway.kit;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.postroom.contract.message.Topics;
import org.postroom.contract.secret.SealingKeys;
import org.postroom.contract.secret.SecretSealer;
import org.postroom.embedded.TestInfrastructure;

/** What a gateway needs around it: a real Kafka, its files, and services that answer. */
public final class GatewayWorld implements QuarkusTestResourceLifecycleManager {
  public static final int PARTITIONS = 4;
  public static final String ACCOUNT = "123456789012";
  public static final String KEY_ID = "AKIATESTALL";
  public static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
  public static final String READER_KEY_ID = "AKIATESTREADER";
  public static final String TEMPORARY_KEY_ID = "ASIATESTTEMPORARY";
  public static final String EXPIRED_KEY_ID = "ASIATESTEXPIRED";

  /** An account that may send {@link #FLOODED_BURST} requests at once, then one a second. */
  public static final String FLOODED_ACCOUNT = "210987654321";

  public static final String FLOODED_KEY_ID = "AKIATESTFLOOD";
  public static final int FLOODED_BURST = 5;
  public static final String OTHER_KEY_ID = "AKIATESTOTHERACCOUNT";
  public static final String OTHER_ACCOUNT = "555555555555";
  public static final String FOLLOWER_KEY_ID = "AKIATESTFOLLOWER";
  public static final String SESSION_TOKEN = "FwoGZXIvYXdzEXAMPLETOKEN==";
  public static final String SERVICE_TOKEN = "a-service-credential-for-tests-only";

  private static Path directory;
  private static ToyServices services;

  @Override
  public synchronized Map<String, String> start() {
    return shared();
  }

  /** The settings of a gateway in the world that all tests of this JVM share. */
  public static synchronized Map<String, String> shared() {
    if (services == null) {
      TestInfrastructure.shared().createTopics(Topics.all(), PARTITIONS);
      services = new ToyServices(TestInfrastructure.shared().bootstrapServers(), PARTITIONS);
      directory = temporaryDirectory();
    }
    return settings(TestInfrastructure.shared().bootstrapServers(), services.url(), directory);
  }

  /** Makes the files of a gateway, and the settings that name them. */
  public static Map<String, String> settings(
      String bootstrapServers, String servicesUrl, Path directory) {
    Map<String, String> settings = new HashMap<>();
    settings.put("kafka.bootstrap.servers", bootstrapServers);
    settings.put("postroom.topics.partitions", Integer.toString(PARTITIONS));
    settings.put("postroom.credentials-file", write(directory, "credentials.json", credentials()));
    settings.put(
        "postroom.sealing-keys-file",
        write(
            directory,
            "keys.json",
            "{\"current\":\"k1\",\"keys\":{\"k1\":\""
                + Base64.getEncoder().encodeToString(new byte[32])
                + "\"}}"));
    settings.put(
        "postroom.service-credential-file",
        write(directory, "service-credential", SERVICE_TOKEN + "\n"));
    for (String peer : new String[] {"directory", "mail-domain", "policy", "export"}) {
      settings.put("postroom.peers." + peer, servicesUrl);
    }
    settings.put("postroom.gateway.verify-only", "true");
    settings.put("postroom.audit.spool-directory", directory.resolve("audit-spool").toString());
    settings.put("postroom.audit.sample-window", "PT0.5S");
    // Tests are one source address, and most of them one account.
    settings.put("postroom.gateway.rate.per-second", "0");
    settings.put("postroom.gateway.rate.unauthenticated-per-second", "0");
    settings.put("postroom.gateway.credentials-check", "PT0.05S");
    settings.put("postroom.gateway.probe-interval", "PT0.1S");
    settings.put("postroom.feed.heartbeat", "PT0.2S");
    settings.put("postroom.feed.review", "PT0.2S");
    settings.put("postroom.feed.slowest", "PT2S");
    settings.put("postroom.feed.followers-per-account", "3");
    return settings;
  }

  @Override
  public void stop() {
    // Kafka and the services are shared by all tests of this JVM.
  }

  public static ToyServices services() {
    return services;
  }

  public static SecretSealer sealer() {
    return new SecretSealer(
        new SealingKeys("k1", Map.of("k1", new byte[32])), new java.security.SecureRandom());
  }

  public static String credentials() {
    return """
        {"credentials":[
          {"accessKeyId":"%s","secretAccessKey":"%s","sessionToken":null,"expiration":null,
           "account":"%s","principal":"arn:aws:iam::123456789012:user/admin",
           "policy":{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}},
          {"accessKeyId":"%s","secretAccessKey":"%s",
           "account":"%s","principal":"arn:aws:iam::123456789012:user/reader",
           "policy":{"Statement":[
             {"Effect":"Allow","Action":["workmail:Describe*","WorkMail:list*"],"Resource":"*"},
             {"Effect":"Deny","Action":"workmail:ListUsers","Resource":"*"}]}},
          {"accessKeyId":"%s","secretAccessKey":"%s","sessionToken":"%s",
           "expiration":"2099-01-01T00:00:00Z",
           "account":"%s","principal":"arn:aws:sts::123456789012:assumed-role/ops/me",
           "policy":{"Statement":{"Effect":"Allow","Action":"workmail:*","Resource":"*"}}},
          {"accessKeyId":"%s","secretAccessKey":"%s","sessionToken":"%s",
           "expiration":"2020-01-01T00:00:00Z",
           "account":"%s","principal":"arn:aws:sts::123456789012:assumed-role/ops/me"},
          {"accessKeyId":"%s","secretAccessKey":"%s",
           "account":"%s","principal":"arn:aws:iam::210987654321:user/flood",
           "policy":{"Statement":{"Effect":"Allow","Action":"workmail:*","Resource":"*"}}},
          {"accessKeyId":"%s","secretAccessKey":"%s",
           "account":"%s","principal":"arn:aws:iam::555555555555:user/admin",
           "policy":{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}},
          {"accessKeyId":"%s","secretAccessKey":"%s",
           "account":"%s","principal":"arn:aws:iam::123456789012:user/auditor",
           "policy":{"Statement":{"Effect":"Allow","Action":"workmail:FollowEvents",
             "Resource":"arn:aws:workmail:us-east-1:123456789012:organization/m-0*"}}}
        ],
        "accounts":{"%s":{"requestsPerSecond":1,"burst":%d}}}
        """
        .formatted(
            KEY_ID,
            SECRET,
            ACCOUNT,
            READER_KEY_ID,
            SECRET,
            ACCOUNT,
            TEMPORARY_KEY_ID,
            SECRET,
            SESSION_TOKEN,
            ACCOUNT,
            EXPIRED_KEY_ID,
            SECRET,
            SESSION_TOKEN,
            ACCOUNT,
            FLOODED_KEY_ID,
            SECRET,
            FLOODED_ACCOUNT,
            OTHER_KEY_ID,
            SECRET,
            OTHER_ACCOUNT,
            FOLLOWER_KEY_ID,
            SECRET,
            ACCOUNT,
            FLOODED_ACCOUNT,
            FLOODED_BURST);
  }

  public static Path credentialsFile() {
    return directory.resolve("credentials.json");
  }

  private static String write(Path directory, String name, String content) {
    try {
      Path file = Files.writeString(directory.resolve(name), content);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      return file.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path temporaryDirectory() {
    try {
      return Files.createTempDirectory("postroom-gateway-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
