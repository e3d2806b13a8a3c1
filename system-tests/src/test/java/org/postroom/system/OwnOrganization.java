package org.postroom.system;

import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.workmail.WorkMailClient;
import software.amazon.awssdk.services.workmail.model.EntityNotFoundException;
import software.amazon.awssdk.services.workmail.model.WorkMailException;

/** An Active organization of one test class, and the entities it makes there. */
final class OwnOrganization {
  static final String PASSWORD = "Wisteria-Lane-4";

  private final WorkMailClient workmail;
  private final String id;
  private final String domain;
  private final AtomicInteger names = new AtomicInteger();

  private OwnOrganization(WorkMailClient workmail, String id, String domain) {
    this.workmail = workmail;
    this.id = id;
    this.domain = domain;
  }

  static OwnOrganization in(RunningSystem.System system) {
    return in(system, system.client());
  }

  /** One of the account whose client this is. */
  static OwnOrganization in(RunningSystem.System system, WorkMailClient client) {
    String id = system.activeOrganization(client);
    String domain = client.describeOrganization(r -> r.organizationId(id)).defaultMailDomain();
    return new OwnOrganization(client, id, domain);
  }

  /** The kinds of entities. */
  enum Kind {
    USER,
    GROUP,
    RESOURCE
  }

  /** A user, group or resource. */
  record Entity(Kind kind, String id, String name) {}

  String id() {
    return id;
  }

  WorkMailClient client() {
    return workmail;
  }

  /** An address of the test domain. */
  String address(String localPart) {
    return localPart + "@" + domain;
  }

  /** A name nobody has, as long as an identifier must be and as short as a name must be. */
  String newName() {
    return "entity-%06d".formatted(names.incrementAndGet());
  }

  /** A new entity, DISABLED. */
  Entity create(Kind kind) {
    return create(kind, newName());
  }

  /** A new entity of this name, DISABLED. */
  Entity create(Kind kind, String name) {
    return new Entity(
        kind,
        switch (kind) {
          case USER ->
              workmail
                  .createUser(r -> r.organizationId(id).name(name).displayName("User " + name))
                  .userId();
          case GROUP -> workmail.createGroup(r -> r.organizationId(id).name(name)).groupId();
          case RESOURCE ->
              workmail
                  .createResource(r -> r.organizationId(id).name(name).type("ROOM"))
                  .resourceId();
        },
        name);
  }

  /** A new entity, registered under its own name. */
  Entity enabled(Kind kind) {
    return enabled(kind, newName());
  }

  /** A new entity of this name, registered under it. */
  Entity enabled(Kind kind, String name) {
    Entity entity = create(kind, name);
    register(entity);
    return entity;
  }

  /** A tombstone. */
  Entity deleted(Kind kind) {
    Entity entity = create(kind);
    delete(entity);
    return entity;
  }

  /** What never was, under an id of its kind. */
  Entity unknown(Kind kind) {
    String unknown =
        kind == Kind.RESOURCE ? "r-" + "0".repeat(32) : "00000000-0000-0000-0000-000000000000";
    return new Entity(kind, unknown, newName());
  }

  /** Its address, when it is registered. */
  String address(Entity entity) {
    return address(entity.name());
  }

  void register(Entity entity) {
    workmail.registerToWorkMail(
        r -> r.organizationId(id).entityId(entity.id()).email(address(entity)));
  }

  void deregister(Entity entity) {
    workmail.deregisterFromWorkMail(r -> r.organizationId(id).entityId(entity.id()));
  }

  void delete(Entity entity) {
    delete(entity.kind(), entity.id());
  }

  void delete(Kind kind, String identifier) {
    switch (kind) {
      case USER -> workmail.deleteUser(r -> r.organizationId(id).userId(identifier));
      case GROUP -> workmail.deleteGroup(r -> r.organizationId(id).groupId(identifier));
      case RESOURCE -> workmail.deleteResource(r -> r.organizationId(id).resourceId(identifier));
    }
  }

  /** Describes it; answers its state. */
  String describe(Kind kind, String identifier) {
    return switch (kind) {
      case USER ->
          workmail.describeUser(r -> r.organizationId(id).userId(identifier)).stateAsString();
      case GROUP ->
          workmail.describeGroup(r -> r.organizationId(id).groupId(identifier)).stateAsString();
      case RESOURCE ->
          workmail
              .describeResource(r -> r.organizationId(id).resourceId(identifier))
              .stateAsString();
    };
  }

  /** Updates something about it. */
  void update(Kind kind, String identifier) {
    switch (kind) {
      case USER -> workmail.updateUser(r -> r.organizationId(id).userId(identifier).office("12"));
      case GROUP ->
          workmail.updateGroup(
              r -> r.organizationId(id).groupId(identifier).hiddenFromGlobalAddressList(true));
      case RESOURCE ->
          workmail.updateResource(
              r -> r.organizationId(id).resourceId(identifier).description("On the left"));
    }
  }

  /** {@code DISABLED}, {@code ENABLED}, {@code DELETED} or {@code unknown}. */
  String state(Entity entity) {
    try {
      return describe(entity.kind(), entity.id());
    } catch (EntityNotFoundException e) {
      return "unknown";
    }
  }

  /** What a call comes to: {@code 200}, or an error's name without {@code Exception}. */
  static String answer(Runnable call) {
    try {
      call.run();
      return "200";
    } catch (WorkMailException e) {
      return e.awsErrorDetails().errorCode().replaceFirst("Exception$", "");
    }
  }
}
