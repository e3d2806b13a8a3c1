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
  @JsonSubTypes.Type(Work.VerifyOnly.class)
})
public sealed interface Work {

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
    /** Coprime to the sizes in use, so that all users are visited, far from one another. */
    private static final long STRIDE = 7919;

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
      return new Requests.Pages(organization, pageSize, clients);
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
