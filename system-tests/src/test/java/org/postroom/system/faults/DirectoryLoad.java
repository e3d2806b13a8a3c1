package org.postroom.system.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.postroom.system.faults.Caller.Answer;
import org.postroom.system.faults.Holding.Kind;
import software.amazon.awssdk.services.workmail.WorkMailClient;
import software.amazon.awssdk.services.workmail.model.WorkMailResponse;

/** One client's users, groups and resources in one organization, and what binds them. */
final class DirectoryLoad {
  private static final int FEW = 5;
  private static final int MANY = 24;
  private static final int MOST_ALIASES = 4;
  private static final String PASSWORD = "Wisteria-Lane-4";

  private final Caller caller;
  private final WorkMailClient workmail;
  private final Random random;
  private final Place place;
  private final List<Holding> holdings = new ArrayList<>();
  private int names;

  DirectoryLoad(Caller caller, Place place) {
    this.caller = caller;
    this.workmail = caller.workmail();
    this.random = caller.random();
    this.place = place;
  }

  void step() {
    if (holdings.size() < FEW || holdings.size() < MANY && random.nextInt(6) == 0) {
      create(Kind.values()[random.nextInt(4) % 3]);
      return;
    }
    Holding holding = holdings.get(random.nextInt(holdings.size()));
    if (!holding.isEnabled()) {
      switch (random.nextInt(4)) {
        case 0 -> delete(holding);
        case 1 -> update(holding);
        default -> register(holding);
      }
      return;
    }
    switch (random.nextInt(9)) {
      case 0, 1 -> createAlias(holding);
      case 2 -> deleteAlias(holding);
      case 3 -> changePrimary(holding);
      case 4 -> update(holding);
      case 5 -> quota(holding);
      case 6 -> deregister(holding);
      default -> tie(holding);
    }
  }

  /** An ENABLED user nobody has exported yet; null when there is none. */
  Holding freshUser() {
    return enabledUsers().stream().filter(user -> !user.isExported()).findFirst().orElse(null);
  }

  /** Any ENABLED user; null when there is none. */
  Holding anyUser() {
    List<Holding> users = enabledUsers();
    return users.isEmpty() ? null : users.get(random.nextInt(users.size()));
  }

  private List<Holding> enabledUsers() {
    return holdings.stream().filter(h -> h.kind() == Kind.USER && h.isEnabled()).toList();
  }

  /** Nobody knows how it is any more. */
  void abandon(Holding holding) {
    holdings.remove(holding);
  }

  private void create(Kind kind) {
    String name = "c%d-%s-%04d".formatted(caller.number(), place.number(), ++names);
    Write write =
        Write.nothing("Create" + kind + " " + name)
            .put(kind.fact(name), Write.ANY)
            .put("state:" + name, "DISABLED");
    Answer<? extends WorkMailResponse> answer =
        switch (kind) {
          case USER ->
              caller.write(
                  place.ledger(),
                  place.id(),
                  write.put("display:" + name, name),
                  () ->
                      workmail.createUser(
                          r -> r.organizationId(place.id()).name(name).displayName(name)),
                  r -> keep(kind, name, r.userId()));
          case GROUP ->
              caller.write(
                  place.ledger(),
                  place.id(),
                  write,
                  () -> workmail.createGroup(r -> r.organizationId(place.id()).name(name)),
                  r -> keep(kind, name, r.groupId()));
          case RESOURCE ->
              caller.write(
                  place.ledger(),
                  place.id(),
                  write,
                  () ->
                      workmail.createResource(
                          r -> r.organizationId(place.id()).name(name).type("ROOM")),
                  r -> keep(kind, name, r.resourceId()));
        };
    if (answer.isAcknowledged() && kind == Kind.USER) {
      mustSee(holdings.get(holdings.size() - 1));
      mustBeTaken(name);
    }
  }

  private String keep(Kind kind, String name, String id) {
    holdings.add(new Holding(kind, name, id));
    return id;
  }

  /** Whoever was answered sees what was acknowledged, whatever has happened in between. */
  private void mustSee(Holding user) {
    Answer<?> seen =
        caller.call(
            "DescribeUser",
            place.id(),
            user.name(),
            () -> workmail.describeUser(r -> r.organizationId(place.id()).userId(user.id())));
    if (seen.end() == History.End.REFUSED) {
      caller.violated("does not see its new user " + user.name() + ": " + seen.error());
    }
  }

  private void mustBeTaken(String name) {
    if (random.nextInt(4) == 0) {
      Answer<?> again =
          caller.call(
              "CreateUser",
              place.id(),
              name + " again",
              () ->
                  workmail.createUser(
                      r -> r.organizationId(place.id()).name(name).displayName(name)));
      if (again.isAcknowledged()) {
        caller.violated("could create " + name + " a second time");
      }
    }
  }

  private void register(Holding holding) {
    String address = holding.name() + "@" + place.domain();
    Write write =
        Write.nothing("RegisterToWorkMail " + holding.name())
            .put("state:" + holding.name(), "ENABLED")
            .put("address:" + address, holding.name() + ", primary");
    if (holding.kind() == Kind.USER) {
      write = write.put("quota:" + holding.name(), Integer.toString(holding.quota()));
    }
    change(
        holding,
        write,
        () ->
            workmail.registerToWorkMail(
                r -> r.organizationId(place.id()).entityId(holding.id()).email(address)),
        () -> holding.register(address));
  }

  private void deregister(Holding holding) {
    if (!holding.ties().isEmpty()) {
      return;
    }
    Write write =
        Write.nothing("DeregisterFromWorkMail " + holding.name())
            .put("state:" + holding.name(), "DISABLED")
            .remove("address:" + holding.email())
            .remove("quota:" + holding.name());
    for (String alias : holding.aliases()) {
      write = write.remove("address:" + alias);
    }
    change(
        holding,
        write,
        () ->
            workmail.deregisterFromWorkMail(
                r -> r.organizationId(place.id()).entityId(holding.id())),
        holding::deregister);
  }

  private void delete(Holding holding) {
    Write write =
        Write.nothing("Delete" + holding.kind() + " " + holding.name())
            .remove(holding.kind().fact(holding.name()))
            .remove("state:" + holding.name())
            .remove("display:" + holding.name());
    String id = holding.id();
    change(
        holding,
        write,
        () ->
            switch (holding.kind()) {
              case USER -> workmail.deleteUser(r -> r.organizationId(place.id()).userId(id));
              case GROUP -> workmail.deleteGroup(r -> r.organizationId(place.id()).groupId(id));
              case RESOURCE ->
                  workmail.deleteResource(r -> r.organizationId(place.id()).resourceId(id));
            },
        () -> holdings.remove(holding));
  }

  private void update(Holding holding) {
    if (holding.kind() != Kind.USER) {
      return;
    }
    if (random.nextInt(4) == 0 && holding.isEnabled()) {
      change(
          holding,
          Write.nothing("ResetPassword " + holding.name()),
          () ->
              workmail.resetPassword(
                  r -> r.organizationId(place.id()).userId(holding.id()).password(PASSWORD)),
          () -> {});
      return;
    }
    String display = holding.name() + " the " + random.nextInt(1_000_000);
    change(
        holding,
        Write.nothing("UpdateUser " + holding.name()).put("display:" + holding.name(), display),
        () ->
            workmail.updateUser(
                r -> r.organizationId(place.id()).userId(holding.id()).displayName(display)),
        () -> {});
  }

  private void quota(Holding holding) {
    if (holding.kind() != Kind.USER) {
      return;
    }
    int megabytes = 1 + random.nextInt(51_200);
    change(
        holding,
        Write.nothing("UpdateMailboxQuota " + holding.name())
            .put("quota:" + holding.name(), Integer.toString(megabytes)),
        () ->
            workmail.updateMailboxQuota(
                r -> r.organizationId(place.id()).userId(holding.id()).mailboxQuota(megabytes)),
        () -> holding.setQuota(megabytes));
  }

  private void createAlias(Holding holding) {
    if (holding.aliases().size() >= MOST_ALIASES) {
      return;
    }
    String alias = "a%d-%s@%s".formatted(++names, holding.name(), place.domain());
    change(
        holding,
        Write.nothing("CreateAlias " + alias).put("address:" + alias, holding.name()),
        () ->
            workmail.createAlias(
                r -> r.organizationId(place.id()).entityId(holding.id()).alias(alias)),
        () -> holding.aliases().add(alias));
  }

  private void deleteAlias(Holding holding) {
    if (holding.aliases().isEmpty()) {
      return;
    }
    String alias = holding.aliases().get(0);
    change(
        holding,
        Write.nothing("DeleteAlias " + alias).remove("address:" + alias),
        () ->
            workmail.deleteAlias(
                r -> r.organizationId(place.id()).entityId(holding.id()).alias(alias)),
        () -> holding.aliases().remove(alias));
  }

  private void changePrimary(Holding holding) {
    if (holding.aliases().isEmpty()) {
      return;
    }
    String before = holding.email();
    String after = holding.aliases().get(0);
    change(
        holding,
        Write.nothing("UpdatePrimaryEmailAddress " + after)
            .put("address:" + after, holding.name() + ", primary")
            .put("address:" + before, holding.name()),
        () ->
            workmail.updatePrimaryEmailAddress(
                r -> r.organizationId(place.id()).entityId(holding.id()).email(after)),
        () -> {
          holding.register(after);
          holding.aliases().set(0, before);
        });
  }

  private void tie(Holding holding) {
    Holding user = anyUser();
    if (user != null && user != holding) {
      new Tie(place, holding, user).turn(caller, this);
    }
  }

  /** A write about one entity; without an answer the entity is left alone from then on. */
  void change(
      Holding holding, Write write, Supplier<? extends WorkMailResponse> call, Runnable then) {
    Answer<?> answer = caller.write(place.ledger(), place.id(), write, call::get);
    if (answer.isAcknowledged()) {
      then.run();
    } else {
      abandon(holding);
    }
  }
}
