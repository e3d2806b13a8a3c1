package org.postroom.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.postroom.local.AccessKey;
import org.postroom.local.LocalInstallation;
import org.postroom.local.LocalSettings;
import org.postroom.local.Port;
import org.postroom.maildomain.testing.DnsServer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.workmail.WorkMailClient;
import software.amazon.awssdk.services.workmail.WorkMailClientBuilder;

/**
 * Everything running as {@code ./postroom up} starts it, on free ports and a temporary data
 * directory, once for all test classes of a run. Several of them run at a time, each in
 * organizations of its own: {@link OnSharedSystem}; whoever disturbs others is {@link
 * OnSystemAlone}.
 */
public final class RunningSystem implements ParameterResolver {
  /** What test classes lock. */
  static final String NAME = "org.postroom.system.RunningSystem";

  /** Mail domains under it are verified by the operator's word. */
  static final String VOUCHED_DOMAINS = "vouched.example";

  /** Far more than it takes: a busy machine is slow, not broken. */
  private static final Duration START_PATIENCE = Duration.ofMinutes(10);

  private static final String FULL_POLICY =
      "{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"workmail:*\",\"Resource\":\"*\"}]}";

  private static final String STRANGER = "AKIASTRANGER00000000";
  private static final String STRANGERS_ACCOUNT = "999999999999";

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == System.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.GLOBAL)
        .computeIfAbsent(System.class, type -> System.start(), System.class);
  }

  /** The running system and clients of it. */
  static final class System implements AutoCloseable {
    private final LocalInstallation installation;
    private final WorkMailClient client;
    private final AccessKey strangersKey;
    private final WorkMailClient strangersClient;
    private final SimulatedDirectories directories;
    private final DnsServer dns;
    private final Gate mailGate;
    private final AtomicInteger aliases = new AtomicInteger();

    private System(
        LocalInstallation installation,
        SimulatedDirectories directories,
        DnsServer dns,
        Gate mailGate) {
      this.installation = installation;
      this.directories = directories;
      this.dns = dns;
      this.mailGate = mailGate;
      AccessKey key = installation.accessKey();
      this.client = client(key);
      this.strangersKey = newKey(STRANGER, STRANGERS_ACCOUNT);
      this.strangersClient = client(strangersKey);
    }

    private static System start() {
      try {
        Path data = Files.createTempDirectory("postroom-system-");
        SimulatedDirectories directories = SimulatedDirectories.under(data);
        DnsServer dns = new DnsServer(0);
        AtomicInteger imapPort = new AtomicInteger();
        Gate mailGate = new Gate(imapPort::get);
        LocalInstallation installation =
            LocalInstallation.start(
                LocalSettings.standard(data)
                    .withAnyPorts()
                    .withStartPatience(START_PATIENCE)
                    .withEnvironment("POSTROOM_EXTERNAL_DIRECTORIES_INTERVAL", "100ms")
                    .withEnvironment("POSTROOM_MAIL_DOMAIN_RESOLVERS", dns.address())
                    .withEnvironment("POSTROOM_MAIL_DOMAIN_VERIFIED_DOMAINS", "." + VOUCHED_DOMAINS)
                    .withEnvironment("POSTROOM_MAIL_DOMAIN_VERIFICATION_FIRST_PAUSE", "500ms")
                    // What a killed service was doing need not be left alone for long.
                    .withEnvironment("POSTROOM_EXPORT_LEASE", "10s")
                    .withEnvironment(
                        "POSTROOM_EXPORT_IMAP_PORT", Integer.toString(mailGate.port())));
        imapPort.set(installation.port(Port.IMAP));
        return new System(installation, directories, dns, mailGate);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** A client as administrators' scripts have it. */
    WorkMailClient client() {
      return client;
    }

    /** A client of another account, whose key came into the credentials file while all was up. */
    WorkMailClient strangersClient() {
      return strangersClient;
    }

    /** A client that retries, every half second, as long as a part may take to come back. */
    WorkMailClient patientClient() {
      AccessKey key = installation.accessKey();
      return builder(key.accessKeyId(), key.secretAccessKey())
          .overrideConfiguration(config -> config.retryStrategy(Clients.patience()))
          .build();
    }

    /** The DNS server that mail domains are looked up with. */
    DnsServer dns() {
      return dns;
    }

    /** What stands between the export service and the mail server. */
    Gate mailGate() {
      return mailGate;
    }

    /** The external directories that the operator has connected. */
    SimulatedDirectories directories() {
      return directories;
    }

    /** Calls of the administrator's by operation name and raw body. */
    SignedCall signedCall() {
      return signedCall(installation.accessKey());
    }

    /** As {@link #signedCall}, by an account that has nothing. */
    SignedCall strangersCall() {
      return signedCall(strangersKey);
    }

    /** An alias nobody has taken. */
    String newAlias() {
      return "system-test-" + aliases.incrementAndGet();
    }

    /** Creates an organization and waits until it is Active; answers its id. */
    String activeOrganization(WorkMailClient client) {
      String id = client.createOrganization(r -> r.alias(newAlias())).organizationId();
      awaitState(client, id, "Active");
      return id;
    }

    /** Polls an organization as clients do. */
    void awaitState(WorkMailClient client, String organization, String state) {
      Awaitility.await("organization " + organization + " becomes " + state)
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofMillis(50))
          .until(
              () -> client.describeOrganization(r -> r.organizationId(organization)).state(),
              state::equals);
    }

    /** The installation itself. */
    LocalInstallation installation() {
      return installation;
    }

    String bootstrapServers() {
      return installation.bootstrapServers();
    }

    /** {@code kill -9}. */
    void kill(String part) {
      installation.kill(part);
    }

    void awaitHealthy() {
      installation.awaitHealthy(Duration.ofMinutes(2));
    }

    @Override
    public void close() {
      installation.close();
      dns.close();
      mailGate.close();
    }

    private WorkMailClientBuilder builder(String accessKeyId, String secretAccessKey) {
      return WorkMailClient.builder()
          .endpointOverride(installation.gatewayUrl())
          .region(Region.of(installation.region()))
          .httpClientBuilder(ApacheHttpClient.builder().maxConnections(64))
          .credentialsProvider(
              StaticCredentialsProvider.create(
                  AwsBasicCredentials.create(accessKeyId, secretAccessKey)));
    }

    /** Adds a key that may do everything in its account; the gateway knows it afterwards. */
    AccessKey newKey(String accessKeyId, String account) {
      AccessKey key = newKey(accessKeyId, account, FULL_POLICY);
      WorkMailClient probe = client(key);
      Awaitility.await("the gateway reads the changed credentials file")
          .ignoreExceptions()
          .atMost(Duration.ofSeconds(30))
          .until(() -> probe.listOrganizations().hasOrganizationSummaries());
      return key;
    }

    /**
     * Adds a key of an account to the credentials file, or gives it another policy. The gateway
     * reads the file some time afterwards.
     *
     * @param policy its JSON
     */
    synchronized AccessKey newKey(String accessKeyId, String account, String policy) {
      AccessKey key = new AccessKey(accessKeyId, "the-secret-of-" + accessKeyId, account);
      Path file = installation.data().credentialsFile();
      try {
        ObjectMapper mapper = new ObjectMapper();
        JsonNode root = mapper.readTree(file.toFile());
        ObjectNode entry = mapper.createObjectNode();
        Map.of(
                "accessKeyId",
                accessKeyId,
                "secretAccessKey",
                key.secretAccessKey(),
                "account",
                account,
                "principal",
                "arn:aws:iam::" + account + ":user/" + accessKeyId)
            .forEach(entry::put);
        entry.set("policy", mapper.readTree(policy));
        ArrayNode keys = (ArrayNode) root.get("credentials");
        for (int i = keys.size() - 1; i >= 0; i--) {
          if (keys.get(i).path("accessKeyId").textValue().equals(accessKeyId)) {
            keys.remove(i);
          }
        }
        keys.add(entry);
        Path changed = Files.createTempFile(file.getParent(), "credentials", ".json");
        mapper.writeValue(changed.toFile(), root);
        Files.move(changed, file, StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return key;
    }

    /** A client with this key. */
    WorkMailClient client(AccessKey key) {
      return builder(key.accessKeyId(), key.secretAccessKey()).build();
    }

    /** A client with this key, whose user agent begins with a mark and whose calls are watched. */
    WorkMailClient client(AccessKey key, String mark, ExecutionInterceptor watcher) {
      return builder(key.accessKeyId(), key.secretAccessKey())
          .overrideConfiguration(
              config ->
                  config
                      .putAdvancedOption(SdkAdvancedClientOption.USER_AGENT_PREFIX, mark)
                      .addExecutionInterceptor(watcher))
          .build();
    }

    /** Calls with this key by operation name and raw body. */
    SignedCall signedCall(AccessKey key) {
      return new SignedCall(installation.gatewayUrl(), installation.region(), key);
    }
  }
}
