package org.postroom.system.faults;

import java.net.URI;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.local.AccessKey;
import org.postroom.local.LocalInstallation.DatabaseAccess;
import org.postroom.system.Clients;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.workmail.WorkMailClient;
import software.amazon.awssdk.services.workmail.WorkMailClientBuilder;

/** What clients call, and where it is looked up afterwards what became of it. */
interface SystemUnderLoad {
  String REGION = "us-east-1";

  /** Where its gateways are reached, on this machine. */
  int port();

  AccessKey accessKey();

  String bootstrapServers();

  /** Where to find a context's database. */
  DatabaseAccess database(BoundedContext context);

  /** A client as the SDK makes it, with its own connections and its default retries. */
  default WorkMailClient client() {
    return builder().build();
  }

  /** A client that retries, every half second, as long as a part may take to come back. */
  default WorkMailClient patientClient() {
    return builder().overrideConfiguration(r -> r.retryStrategy(Clients.patience())).build();
  }

  private WorkMailClientBuilder builder() {
    AccessKey key = accessKey();
    return WorkMailClient.builder()
        .endpointOverride(URI.create("http://127.0.0.1:" + port()))
        .region(Region.of(REGION))
        .httpClientBuilder(ApacheHttpClient.builder())
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey())));
  }

  /** Creates an organization and waits until it is Active. */
  default Place place(int number, WorkMailClient client) {
    String alias = "place-" + number;
    String id = client.createOrganization(r -> r.alias(alias)).organizationId();
    Awaitility.await("organization " + alias + " becomes Active")
        .atMost(Duration.ofMinutes(10))
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> client.describeOrganization(r -> r.organizationId(id)).state(), "Active"::equals);
    String domain = client.describeOrganization(r -> r.organizationId(id)).defaultMailDomain();
    return new Place(number, accessKey().account(), id, domain, new Ledger());
  }
}
