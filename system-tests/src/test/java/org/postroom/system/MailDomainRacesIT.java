package org.postroom.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.system.OwnOrganization.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.system.OwnOrganization.Entity;
import org.postroom.system.OwnOrganization.Kind;
import software.amazon.awssdk.services.workmail.model.MailDomainSummary;

/**
 * Addresses are given out in a domain, and it is made the default, while it is removed and
 * registered again as fast as that goes. Once a removal is acknowledged, and until the domain is
 * registered again, no address may be in it, whoever asks, and the default is another one.
 */
class MailDomainRacesIT extends GivenOrganization {
  private static final long LONG_ENOUGH = TimeUnit.SECONDS.toNanos(6);

  /** For a machine so slow that somebody has had no chance until then. */
  private static final long TOO_LONG = TimeUnit.SECONDS.toNanos(90);

  private static final Set<String> POSSIBLE =
      Set.of("200", "MailDomainNotFound", "MailDomainState");

  private String domain;
  private volatile boolean over;

  @BeforeEach
  void givenADomain(RunningSystem.System running) {
    domain = running.newAlias() + "." + RunningSystem.VOUCHED_DOMAINS;
    assertThat(register()).isEqualTo("200");
  }

  @Test
  void noAddressGetsIntoADomainThatIsRemoved() throws Exception {
    Entity ann = organization.create(Kind.USER);
    Entity bob = organization.enabled(Kind.USER);
    Entity staff = organization.enabled(Kind.GROUP);
    List<Callable<Boolean>> tasks =
        List.of(
            () -> registerAndBack(ann),
            () -> aliasAndBack(bob),
            () -> primaryAndBack(staff),
            this::defaultAndBack);
    ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
    List<AtomicInteger> succeeded = new ArrayList<>();
    List<Future<?>> running = new ArrayList<>();
    for (Callable<Boolean> task : tasks) {
      AtomicInteger count = new AtomicInteger();
      succeeded.add(count);
      running.add(threads.submit(() -> repeat(task, count)));
    }
    int removals = 0;
    try {
      long start = System.nanoTime();
      while (System.nanoTime() - start < LONG_ENOUGH
          || (removals == 0 || succeeded.stream().anyMatch(count -> count.get() == 0))
              && System.nanoTime() - start < TOO_LONG) {
        removals += removeAndRegister(List.of(ann, bob, staff)) ? 1 : 0;
      }
    } finally {
      over = true;
      threads.shutdown();
    }
    for (Future<?> task : running) {
      task.get(60, TimeUnit.SECONDS);
    }
    assertThat(succeeded).as("what succeeded").allMatch(count -> count.get() > 0);
    assertThat(removals).isPositive();

    // Nothing is stuck: when all is quiet, the domain can be used, and removed.
    assertThat(answer(() -> makeDefault(testDomain()))).isEqualTo("200");
    assertThat(alias(bob)).isEqualTo("200");
    assertThat(remove()).isEqualTo("MailDomainInUse");
    deleteAlias(bob, address(bob));
    assertThat(remove()).isEqualTo("200");
    assertThat(register()).isEqualTo("200");
    assertThat(alias(bob)).isEqualTo("200");
  }

  /** True when the domain was removed. */
  private boolean removeAndRegister(List<Entity> entities) {
    String answer = remove();
    assertThat(answer).isIn("200", "MailDomainInUse");
    if (!answer.equals("200")) {
      return false;
    }
    for (Entity entity : entities) {
      assertThat(addressesOf(entity)).noneMatch(address -> address.endsWith("@" + domain));
    }
    assertThat(workmail.describeOrganization(r -> r.organizationId(id)).defaultMailDomain())
        .isEqualTo(testDomain());
    List<MailDomainSummary> domains =
        workmail.listMailDomains(r -> r.organizationId(id)).mailDomains();
    assertThat(domains).hasSize(1);
    assertThat(domains.get(0).domainName()).isEqualTo(testDomain());
    assertThat(domains.get(0).defaultDomain()).isTrue();
    assertThat(register()).isEqualTo("200");
    return true;
  }

  private Void repeat(Callable<Boolean> step, AtomicInteger succeeded) throws Exception {
    while (!over) {
      if (step.call()) {
        succeeded.incrementAndGet();
      }
    }
    return null;
  }

  private boolean registerAndBack(Entity ann) {
    String answer =
        answer(
            () ->
                workmail.registerToWorkMail(
                    r -> r.organizationId(id).entityId(ann.id()).email(address(ann))));
    assertThat(answer).isIn(POSSIBLE);
    if (answer.equals("200")) {
      organization.deregister(ann);
    }
    return answer.equals("200");
  }

  private boolean aliasAndBack(Entity bob) {
    String answer = alias(bob);
    assertThat(answer).isIn(POSSIBLE);
    if (answer.equals("200")) {
      deleteAlias(bob, address(bob));
    }
    return answer.equals("200");
  }

  private boolean primaryAndBack(Entity staff) {
    String answer = answer(() -> makePrimary(staff, address(staff)));
    assertThat(answer).isIn(POSSIBLE);
    if (answer.equals("200")) {
      makePrimary(staff, organization.address(staff));
      deleteAlias(staff, address(staff));
    }
    return answer.equals("200");
  }

  private boolean defaultAndBack() {
    String answer = answer(() -> makeDefault(domain));
    assertThat(answer).isIn(POSSIBLE);
    makeDefault(testDomain());
    return answer.equals("200");
  }

  private List<String> addressesOf(Entity entity) {
    List<String> addresses = new ArrayList<>();
    String email =
        entity.kind() == Kind.USER
            ? workmail.describeUser(r -> r.organizationId(id).userId(entity.id())).email()
            : workmail.describeGroup(r -> r.organizationId(id).groupId(entity.id())).email();
    if (email != null) {
      addresses.add(email);
    }
    addresses.addAll(
        workmail.listAliases(r -> r.organizationId(id).entityId(entity.id())).aliases());
    return addresses;
  }

  private String address(Entity entity) {
    return entity.name() + "@" + domain;
  }

  private String testDomain() {
    String address = organization.address("x");
    return address.substring(address.indexOf('@') + 1);
  }

  private String register() {
    return answer(() -> workmail.registerMailDomain(r -> r.organizationId(id).domainName(domain)));
  }

  private String remove() {
    return answer(
        () -> workmail.deregisterMailDomain(r -> r.organizationId(id).domainName(domain)));
  }

  private String alias(Entity entity) {
    return answer(
        () ->
            workmail.createAlias(
                r -> r.organizationId(id).entityId(entity.id()).alias(address(entity))));
  }

  private void deleteAlias(Entity entity, String alias) {
    workmail.deleteAlias(r -> r.organizationId(id).entityId(entity.id()).alias(alias));
  }

  private void makePrimary(Entity entity, String email) {
    workmail.updatePrimaryEmailAddress(
        r -> r.organizationId(id).entityId(entity.id()).email(email));
  }

  private void makeDefault(String name) {
    workmail.updateDefaultMailDomain(r -> r.organizationId(id).domainName(name));
  }
}
