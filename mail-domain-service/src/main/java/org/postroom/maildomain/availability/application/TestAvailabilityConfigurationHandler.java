package org.postroom.maildomain.availability.application;

import static org.postroom.contract.maildomain.MailDomainOperations.TEST_AVAILABILITY_CONFIGURATION;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.contract.maildomain.TestAvailabilityConfigurationRequest;
import org.postroom.contract.maildomain.TestAvailabilityConfigurationResponse;
import org.postroom.contract.operation.Operation;
import org.postroom.contract.secret.Secret;
import org.postroom.kit.query.QueryContext;
import org.postroom.kit.query.QueryHandler;
import org.postroom.kit.view.KnownOrganizations;
import org.postroom.maildomain.availability.application.ProviderTests.ProviderTest;
import org.postroom.maildomain.availability.model.AvailabilityProvider;
import org.postroom.maildomain.availability.model.AvailabilityProvider.Ews;
import org.postroom.maildomain.availability.model.CalendarDomain;
import org.postroom.maildomain.availability.model.DomainAvailability;

/**
 * TestAvailabilityConfiguration: calls the domain's provider, or one that the request gives. That
 * it does not work is the answer, not an error. The database is let go of before the call.
 */
@Singleton
class TestAvailabilityConfigurationHandler
    implements QueryHandler<
        TestAvailabilityConfigurationRequest, TestAvailabilityConfigurationResponse> {
  private final KnownOrganizations organizations;
  private final AvailabilityConfigurations configurations;
  private final EwsPasswords passwords;
  private final ProviderTests tests;

  TestAvailabilityConfigurationHandler(
      KnownOrganizations organizations,
      AvailabilityConfigurations configurations,
      EwsPasswords passwords,
      ProviderTests tests) {
    this.organizations = organizations;
    this.configurations = configurations;
    this.passwords = passwords;
    this.tests = tests;
  }

  @Override
  public Operation<TestAvailabilityConfigurationRequest, TestAvailabilityConfigurationResponse>
      operation() {
    return TEST_AVAILABILITY_CONFIGURATION;
  }

  @Override
  public Uni<TestAvailabilityConfigurationResponse> handle(
      TestAvailabilityConfigurationRequest request, QueryContext context) {
    return organizations
        .require(context, request.organizationId())
        .chain(() -> wanted(request, context))
        .call(context::letGo)
        .chain(tests::run)
        .map(
            verdict ->
                new TestAvailabilityConfigurationResponse(verdict.passed(), verdict.reason()));
  }

  private Uni<ProviderTest> wanted(
      TestAvailabilityConfigurationRequest request, QueryContext context) {
    if (request.domainName() == null) {
      AvailabilityProvider given =
          AvailabilityProvider.of(request.ewsProvider(), request.lambdaProvider());
      Secret password =
          given instanceof Ews ews
              ? passwords.ofRequest(ews, request.organizationId(), context)
              : null;
      return Uni.createFrom().item(test(given, password, null, request, context));
    }
    if (request.ewsProvider() != null || request.lambdaProvider() != null) {
      throw new OperationRejected(
          ErrorCode.INVALID_PARAMETER, "Either DomainName or one provider is needed, not both.");
    }
    CalendarDomain domain = CalendarDomain.of(request.domainName());
    return configurations
        .find(context.session(), request.organizationId(), domain)
        .map(found -> kept(found.orElseThrow(domain::notConfigured), request, context));
  }

  private ProviderTest kept(
      DomainAvailability found,
      TestAvailabilityConfigurationRequest request,
      QueryContext context) {
    Secret password =
        found.provider() instanceof Ews ews
            ? passwords.ofKept(ews, request.organizationId(), found.domain())
            : null;
    return test(found.provider(), password, found.domain().text(), request, context);
  }

  private static ProviderTest test(
      AvailabilityProvider provider,
      Secret password,
      String domain,
      TestAvailabilityConfigurationRequest request,
      QueryContext context) {
    return new ProviderTest(
        provider,
        password,
        domain,
        request.organizationId(),
        context.caller().account(),
        context.now());
  }
}
