package org.postroom.benchmarks.driver;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/**
 * What the clients of a group ask for, again and again. Requests are numbered from 1 over all
 * clients of the group.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
@JsonSubTypes({
  @JsonSubTypes.Type(Work.CreateUsers.class),
  @JsonSubTypes.Type(Work.CreateTakenUser.class),
  @JsonSubTypes.Type(Work.DescribeUsers.class),
  @JsonSubTypes.Type(Work.ListUsers.class),
  @JsonSubTypes.Type(Work.ListGroupMembers.class),
  @JsonSubTypes.Type(Work.ListAliases.class),
  @JsonSubTypes.Type(Work.RegisterUsers.class),
  @JsonSubTypes.Type(Work.AddMembers.class),
  @JsonSubTypes.Type(Work.CreateAliases.class),
  @JsonSubTypes.Type(Work.DescribeEntities.class),
  @JsonSubTypes.Type(Work.AskAsMailServer.class),
  @JsonSubTypes.Type(Work.VerifyOnly.class)
})
public sealed interface Work {
  /** Coprime to the sizes in use, so that all users are visited, far from one another. */
  long STRIDE = 7919;

  /** Where the work's requests and their answers are judged. */
  Requests start(int clients);

  /** Users {@code <prefix>1}, {@code <prefix>2}…, in the organizations by turns. */
  record CreateUsers(List<String> organizations, String prefix, String password) implements Work {
    @Override
    public Requests start(int clients) {
      return new Requests.Counted(
          "CreateUser",
          null,
          n ->
              createUser(
                  organizations.get((int) (n % organizations.size())), prefix + n, password));
    }
  }

  /** The same name again and again, which is refused. */
  record CreateTakenUser(String organization, String name) implements Work {
    @Override
    public Requests start(int clients) {
      String body = createUser(organization, name, null);
      return new Requests.Counted("CreateUser", "NameAvailabilityException", n -> body);
    }
  }

  /** Users by name, spread over {@code <prefix>1} to {@code <prefix><size>}. */
  record DescribeUsers(String organization, String prefix, int size) implements Work {
    @Override
    public Requests start(int clients) {
      return new Requests.Counted(
          "DescribeUser",
          null,
          n ->
              "{\"OrganizationId\":\""
                  + organization
                  + "\",\"UserId\":\""
                  + prefix
                  + (n * STRIDE % size + 1)
                  + "\"}");
    }
  }

  /** All pages of an organization, over and over; each client walks by itself. */
  record ListUsers(String organization, int pageSize) implements Work {
    @Override
    public Requests start(int clients) {
      return new Requests.Pages(
          "ListUsers", body("OrganizationId", organization, "MaxResults", pageSize), clients);
    }
  }

  /** All pages of a group's members, over and over; each client walks by itself. */
  record ListGroupMembers(String organization, String group, int pageSize) implements Work {
    @Override
    public Requests start(int clients) {
      return new Requests.Pages(
          "ListGroupMembers",
          body("OrganizationId", organization, "GroupId", group, "MaxResults", pageSize),
          clients);
    }
  }

  /** All pages of an entity's aliases, over and over; each client walks by itself. */
  record ListAliases(String organization, String entity, int pageSize) implements Work {
    @Override
    public Requests start(int clients) {
      return new Requests.Pages(
          "ListAliases",
          body("OrganizationId", organization, "EntityId", entity, "MaxResults", pageSize),
          clients);
    }
  }

  /** Registers users {@code <prefix>1}, {@code <prefix>2}… under their names. */
  record RegisterUsers(String organization, String prefix, String domain) implements Work {
    @Override
    public Requests start(int clients) {
      return new Requests.Counted(
          "RegisterToWorkMail",
          null,
          n ->
              body(
                  "OrganizationId",
                  organization,
                  "EntityId",
                  prefix + n,
                  "Email",
                  prefix + n + "@" + domain));
    }
  }

  /** Makes users {@code <prefix>1}, {@code <prefix>2}… members of a group. */
  record AddMembers(String organization, String group, String prefix) implements Work {
    @Override
    public Requests start(int clients) {
      return new Requests.Counted(
          "AssociateMemberToGroup",
          null,
          n -> body("OrganizationId", organization, "GroupId", group, "MemberId", prefix + n));
    }
  }

  /** Aliases {@code <prefix>1}, {@code <prefix>2}… of an entity. */
  record CreateAliases(String organization, String entity, String prefix, String domain)
      implements Work {
    @Override
    public Requests start(int clients) {
      return new Requests.Counted(
          "CreateAlias",
          null,
          n ->
              body(
                  "OrganizationId",
                  organization,
                  "EntityId",
                  entity,
                  "Alias",
                  prefix + n + "@" + domain));
    }
  }

  /** Entities by address, spread over {@code <prefix>1} to {@code <prefix><size>}. */
  record DescribeEntities(String organization, String prefix, String domain, int size)
      implements Work {
    @Override
    public Requests start(int clients) {
      return new Requests.Counted(
          "DescribeEntity",
          null,
          n ->
              body(
                  "OrganizationId",
                  organization,
                  "Email",
                  prefix + (n * STRIDE % size + 1) + "@" + domain));
    }
  }

  /** One question of a mail server, again and again. */
  record AskAsMailServer(String path, String token, String body, int status, String expected)
      implements Work {
    @Override
    public Requests start(int clients) {
      return new Requests.Plain(path, token, body, status, expected);
    }

    @Override
    public String toString() {
      return "[a mail server asks " + path + "]";
    }
  }

  /** Requests of a CreateUser's size that the gateway only verifies. */
  record VerifyOnly(String organization) implements Work {
    @Override
    public Requests start(int clients) {
      return new Requests.Counted(
          "Postroom.VerifyOnly", null, n -> createUser(organization, "verify-" + n, null));
    }
  }

  /** An object of names and values that need no escaping. */
  private static String body(Object... namesAndValues) {
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      Object value = namesAndValues[i + 1];
      body.append(i == 0 ? '{' : ',').append('"').append(namesAndValues[i]).append("\":");
      body.append(value instanceof Number ? value : "\"" + value + "\"");
    }
    return body.append('}').toString();
  }

  private static String createUser(String organization, String name, String password) {
    return "{\"OrganizationId\":\""
        + organization
        + "\",\"Name\":\""
        + name
        + "\",\"DisplayName\":\"User "
        + name
        + "\""
        + (password == null ? "" : ",\"Password\":\"" + password + "\"")
        + "}";
  }
}
