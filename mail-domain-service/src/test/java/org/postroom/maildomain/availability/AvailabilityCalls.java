package org.postroom.maildomain.availability;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.contract.maildomain.MailDomainOperations.CREATE_AVAILABILITY_CONFIGURATION;
import static org.postroom.contract.maildomain.MailDomainOperations.DELETE_AVAILABILITY_CONFIGURATION;
import static org.postroom.contract.maildomain.MailDomainOperations.DESCRIBE_INBOUND_DMARC_SETTINGS;
import static org.postroom.contract.maildomain.MailDomainOperations.LIST_AVAILABILITY_CONFIGURATIONS;
import static org.postroom.contract.maildomain.MailDomainOperations.PUT_INBOUND_DMARC_SETTINGS;
import static org.postroom.contract.maildomain.MailDomainOperations.TEST_AVAILABILITY_CONFIGURATION;
import static org.postroom.contract.maildomain.MailDomainOperations.UPDATE_AVAILABILITY_CONFIGURATION;

import java.util.List;
import java.util.UUID;
import org.postroom.contract.json.Json;
import org.postroom.contract.maildomain.CreateAvailabilityConfigurationRequest;
import org.postroom.contract.maildomain.DeleteAvailabilityConfigurationRequest;
import org.postroom.contract.maildomain.DescribeInboundDmarcSettingsRequest;
import org.postroom.contract.maildomain.EwsAvailabilityProvider;
import org.postroom.contract.maildomain.LambdaAvailabilityProvider;
import org.postroom.contract.maildomain.ListAvailabilityConfigurationsRequest;
import org.postroom.contract.maildomain.ListAvailabilityConfigurationsResponse;
import org.postroom.contract.maildomain.PutInboundDmarcSettingsRequest;
import org.postroom.contract.maildomain.TestAvailabilityConfigurationRequest;
import org.postroom.contract.maildomain.TestAvailabilityConfigurationResponse;
import org.postroom.contract.maildomain.UpdateAvailabilityConfigurationRequest;
import org.postroom.contract.secret.Secret;
import org.postroom.contract.secret.SecretSealer;
import org.postroom.kit.testing.Queries;
import org.postroom.kit.testing.ScriptedDirectory;
import org.postroom.maildomain.testing.Commands;
import org.postroom.maildomain.testing.EwsStandIn;

/**
 * Calls on behalf of one organization, with secrets sealed as the gateway does; commands are
 * answered by the wire name of an error or {@code 200}.
 */
record AvailabilityCalls(
    Commands commands, Queries queries, SecretSealer sealer, String organization) {

  String create(String domain, String ews, LambdaAvailabilityProvider function) {
    String commandId = UUID.randomUUID().toString();
    return commands.answer(
        CREATE_AVAILABILITY_CONFIGURATION,
        new CreateAvailabilityConfigurationRequest(
            null, organization, domain, provider(ews, commandId), function),
        commandId);
  }

  /** Creations of many, which are answered after all were sent. */
  List<String> createAll(List<String> domains, LambdaAvailabilityProvider function) {
    return commands.answers(
        CREATE_AVAILABILITY_CONFIGURATION,
        domains.stream()
            .map(
                domain ->
                    new CreateAvailabilityConfigurationRequest(
                        null, organization, domain, null, function))
            .toList());
  }

  String update(String domain, String ews, LambdaAvailabilityProvider function) {
    String commandId = UUID.randomUUID().toString();
    return commands.answer(
        UPDATE_AVAILABILITY_CONFIGURATION,
        new UpdateAvailabilityConfigurationRequest(
            organization, domain, provider(ews, commandId), function),
        commandId);
  }

  String delete(String domain) {
    return commands.answer(
        DELETE_AVAILABILITY_CONFIGURATION,
        new DeleteAvailabilityConfigurationRequest(organization, domain));
  }

  ListAvailabilityConfigurationsResponse list(Integer maxResults, String token) {
    return queries.answer(
        LIST_AVAILABILITY_CONFIGURATIONS,
        new ListAvailabilityConfigurationsRequest(organization, maxResults, token));
  }

  TestAvailabilityConfigurationResponse test(
      String domain, String ews, LambdaAvailabilityProvider function) {
    String requestId = UUID.randomUUID().toString();
    byte[] answer =
        queries
            .ask(
                TEST_AVAILABILITY_CONFIGURATION,
                new TestAvailabilityConfigurationRequest(
                    organization, domain, provider(ews, requestId), function),
                ScriptedDirectory.ACCOUNT,
                requestId)
            .body();
    assertThat(new String(answer, UTF_8)).doesNotContain(EwsStandIn.PASSWORD);
    return Json.read(answer, TestAvailabilityConfigurationResponse.class);
  }

  String testRefusal(String domain, String ews, LambdaAvailabilityProvider function) {
    return queries.refusal(
        TEST_AVAILABILITY_CONFIGURATION,
        new TestAvailabilityConfigurationRequest(
            organization, domain, provider(ews, "some-request"), function),
        ScriptedDirectory.ACCOUNT);
  }

  /** With the password sealed for a command or query; null without a URL. */
  private EwsAvailabilityProvider provider(String url, String callId) {
    return url == null
        ? null
        : new EwsAvailabilityProvider(
            url,
            EwsStandIn.USER,
            new Secret(
                sealer.seal(
                    EwsStandIn.PASSWORD,
                    SecretSealer.member(organization, callId, "EwsPassword"))));
  }

  String putDmarc(boolean enforced) {
    return commands.answer(
        PUT_INBOUND_DMARC_SETTINGS, new PutInboundDmarcSettingsRequest(organization, enforced));
  }

  boolean enforced() {
    return queries
        .answer(
            DESCRIBE_INBOUND_DMARC_SETTINGS, new DescribeInboundDmarcSettingsRequest(organization))
        .enforced();
  }
}
