package org.postroom.directory.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.postroom.contract.directory.DirectoryOperations.CREATE_ALIAS;
import static org.postroom.contract.directory.DirectoryOperations.DELETE_ALIAS;
import static org.postroom.contract.directory.DirectoryOperations.DELETE_USER;
import static org.postroom.contract.directory.DirectoryOperations.DESCRIBE_ENTITY;
import static org.postroom.contract.directory.DirectoryOperations.LIST_ALIASES;
import static org.postroom.contract.directory.DirectoryOperations.UPDATE_PRIMARY_EMAIL_ADDRESS;
import static org.postroom.directory.Refusals.assertRefused;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.contract.directory.CreateAliasRequest;
import org.postroom.contract.directory.DeleteAliasRequest;
import org.postroom.contract.directory.DeleteUserRequest;
import org.postroom.contract.directory.DescribeEntityRequest;
import org.postroom.contract.directory.DescribeEntityResponse;
import org.postroom.contract.directory.EntityType;
import org.postroom.contract.directory.ListAliasesRequest;
import org.postroom.contract.directory.ListAliasesResponse;
import org.postroom.contract.directory.UpdatePrimaryEmailAddressRequest;
import org.postroom.contract.directory.event.AliasCreated;
import org.postroom.contract.directory.event.AliasDeleted;
import org.postroom.contract.directory.event.EntityDeregistered;
import org.postroom.contract.directory.event.EntityRegistered;
import org.postroom.contract.directory.event.PrimaryEmailAddressChanged;
import org.postroom.contract.error.ErrorCode;
import org.postroom.kit.testing.PostroomTestResource;

@QuarkusTest
@QuarkusTestResource(PostroomTestResource.class)
@QuarkusTestResource(MailDomainPeer.class)
class AliasesIT {
  @TestHTTPResource URI service;
  private DirectoryUnderTest directory;
  private String organization;
  private String domain;
  private String ann;

  @BeforeEach
  void aRegisteredUser() {
    directory = DirectoryUnderTest.at(service);
    organization = directory.activeOrganization();
    domain = directory.describe(organization).defaultMailDomain();
    ann = directory.createUser(organization, "ann");
    directory.register(organization, ann, at("ann"));
  }

  @Test
  void anAddressLivesFromCreationToDeregistration() {
    create(ann, at("Zoe"));
    create(ann, at("amy"));
    create(ann, at("ZOE"));
    create(ann, at("ann"));
    assertThat(list(ann, null, null).aliases()).containsExactly(at("Zoe"), at("amy"));
    assertThat(describe(at("zoE")))
        .isEqualTo(new DescribeEntityResponse(ann, "ann", EntityType.USER));

    makePrimary("zoe@" + domain, at("AMY"));
    assertThat(directory.describeUser(organization, at("ann")).email()).isEqualTo(at("AMY"));
    assertThat(list(ann, null, null).aliases()).containsExactly(at("Zoe"), at("ann"));
    makePrimary("ann", at("new"));
    assertThat(list(ann, null, null).aliases()).containsExactly(at("Zoe"), at("ann"), at("AMY"));

    delete(ann, at("zoe"));
    delete(ann, at("nobody"));
    assertThat(list(ann, null, null).aliases()).containsExactly(at("ann"), at("AMY"));
    assertRefused(ErrorCode.ENTITY_NOT_FOUND, () -> describe(at("Zoe")));

    directory.deregister(organization, ann);
    assertThat(list(ann, null, null).aliases()).isEmpty();
    assertRefused(ErrorCode.ENTITY_NOT_FOUND, () -> describe(at("new")));

    await()
        .atMost(DirectoryUnderTest.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(addressEvents())
                    .containsExactly(
                        new EntityRegistered(ann, "USER", at("ann")),
                        new AliasCreated(ann, "USER", at("Zoe")),
                        new AliasCreated(ann, "USER", at("amy")),
                        new PrimaryEmailAddressChanged(ann, "USER", at("AMY"), at("ann")),
                        new PrimaryEmailAddressChanged(ann, "USER", at("new"), at("AMY")),
                        new AliasDeleted(ann, "USER", at("Zoe")),
                        new EntityDeregistered(
                            ann, "USER", List.of(at("ann"), at("AMY"), at("new")))));
  }

  @Test
  void aliasesAreListedPageByPage() {
    IntStream.range(0, 5).forEach(i -> create(ann, at("a" + i)));

    ListAliasesResponse first = list(ann, 3, null);
    assertThat(first.aliases()).containsExactly(at("a0"), at("a1"), at("a2"));
    ListAliasesResponse second = list(ann, 2, first.nextToken());
    assertThat(second.aliases()).containsExactly(at("a3"), at("a4"));
    assertThat(second.nextToken()).isNull();
    String group = group();
    assertRefused(ErrorCode.INVALID_PARAMETER, () -> list(group, 2, first.nextToken()));
    assertRefused(ErrorCode.ENTITY_NOT_FOUND, () -> list("no-such-entity", null, null));
  }

  @Test
  void groupsAndResourcesHaveAliasesToo() {
    String group = group();
    String room = directory.createRoom(organization, "room", null);
    directory.register(organization, room, at("room"));
    create(group, at("everybody"));
    create(room, at("hall"));
    makePrimary("staff", at("everybody"));
    makePrimary(at("hall"), at("lounge"));

    assertThat(describe(at("staff")))
        .isEqualTo(new DescribeEntityResponse(group, "staff", EntityType.GROUP));
    assertThat(describe(at("hall")))
        .isEqualTo(new DescribeEntityResponse(room, "room", EntityType.RESOURCE));
    assertThat(list(room, null, null).aliases()).containsExactly(at("hall"), at("room"));
  }

  @Test
  void theHundredAndFirstAliasCanOnlyBeAFormerPrimaryAddress() {
    IntStream.range(0, 100).forEach(i -> create(ann, at("a" + i)));

    assertThat(createRefusal(ann, at("b"))).isEqualTo(ErrorCode.LIMIT_EXCEEDED);
    assertThat(createRefusal(ann, at("a7"))).isNull();
    makePrimary("ann", at("b"));
    assertThat(list(ann, null, list(ann, null, null).nextToken()).aliases())
        .containsExactly(at("ann"));
    delete(ann, at("ann"));
    assertThat(createRefusal(ann, at("c"))).isEqualTo(ErrorCode.LIMIT_EXCEEDED);
    delete(ann, at("a0"));
    assertThat(createRefusal(ann, at("c"))).isNull();
  }

  @Test
  void whatIsNotRegisteredHasNoAddresses() {
    create(ann, at("alias"));
    directory.deregister(organization, ann);
    String bob = directory.createUser(organization, "bob");
    directory.register(organization, bob, at("alias"));

    assertThat(createRefusal(ann, at("x"))).isEqualTo(ErrorCode.ENTITY_STATE);
    assertThat(primaryRefusal(ann, at("x"))).isEqualTo(ErrorCode.ENTITY_STATE);
    delete(ann, at("alias"));
    assertThat(describe(at("alias")).entityId()).isEqualTo(bob);

    directory.commands.call(DELETE_USER, organization, new DeleteUserRequest(organization, ann));
    assertThat(createRefusal(ann, at("x"))).isEqualTo(ErrorCode.ENTITY_STATE);
    assertThat(primaryRefusal(ann, at("x"))).isEqualTo(ErrorCode.ENTITY_STATE);
    assertThat(
            directory.commands.refusal(
                DELETE_ALIAS, organization, new DeleteAliasRequest(organization, ann, at("x"))))
        .isEqualTo(ErrorCode.ENTITY_STATE);
    assertRefused(ErrorCode.ENTITY_STATE, () -> list(ann, null, null));
  }

  @Test
  void refusalsComeInOrder() {
    String bob = directory.createUser(organization, "bob");
    directory.register(organization, bob, at("bob"));

    assertThat(createRefusal(ann, "ann@unknown.example"))
        .isEqualTo(ErrorCode.MAIL_DOMAIN_NOT_FOUND);
    assertThat(primaryRefusal(ann, "ann@unknown.example"))
        .isEqualTo(ErrorCode.MAIL_DOMAIN_NOT_FOUND);
    assertThat(createRefusal(ann, at("BOB"))).isEqualTo(ErrorCode.EMAIL_ADDRESS_IN_USE);
    assertThat(primaryRefusal("ann", at("BOB"))).isEqualTo(ErrorCode.EMAIL_ADDRESS_IN_USE);
    assertThat(createRefusal("00000000-0000-4000-8000-000000000000", at("x")))
        .isEqualTo(ErrorCode.ENTITY_NOT_FOUND);
    assertThat(
            directory.commands.refusal(
                DELETE_ALIAS, organization, new DeleteAliasRequest(organization, ann, at("ANN"))))
        .isEqualTo(ErrorCode.INVALID_PARAMETER);
    assertRefused(ErrorCode.ENTITY_NOT_FOUND, () -> describe("ann@unknown.example"));
  }

  private List<Record> addressEvents() {
    return directory.events.of(organization).stream()
        .filter(
            event ->
                event instanceof EntityRegistered
                    || event instanceof AliasCreated
                    || event instanceof AliasDeleted
                    || event instanceof PrimaryEmailAddressChanged
                    || event instanceof EntityDeregistered)
        .toList();
  }

  private String group() {
    String group = directory.createGroup(organization, "staff");
    directory.register(organization, group, at("staff"));
    return group;
  }

  private String at(String localPart) {
    return localPart + "@" + domain;
  }

  private void create(String entity, String alias) {
    directory.commands.call(
        CREATE_ALIAS, organization, new CreateAliasRequest(organization, entity, alias));
  }

  private ErrorCode createRefusal(String entity, String alias) {
    return directory.commands.refusal(
        CREATE_ALIAS, organization, new CreateAliasRequest(organization, entity, alias));
  }

  private void delete(String entity, String alias) {
    directory.commands.call(
        DELETE_ALIAS, organization, new DeleteAliasRequest(organization, entity, alias));
  }

  private void makePrimary(String entity, String email) {
    directory.commands.call(
        UPDATE_PRIMARY_EMAIL_ADDRESS,
        organization,
        new UpdatePrimaryEmailAddressRequest(organization, entity, email));
  }

  private ErrorCode primaryRefusal(String entity, String email) {
    return directory.commands.refusal(
        UPDATE_PRIMARY_EMAIL_ADDRESS,
        organization,
        new UpdatePrimaryEmailAddressRequest(organization, entity, email));
  }

  private ListAliasesResponse list(String entity, Integer most, String token) {
    return directory.query(LIST_ALIASES, new ListAliasesRequest(organization, entity, token, most));
  }

  private DescribeEntityResponse describe(String email) {
    return directory.query(DESCRIBE_ENTITY, new DescribeEntityRequest(organization, email));
  }
}
