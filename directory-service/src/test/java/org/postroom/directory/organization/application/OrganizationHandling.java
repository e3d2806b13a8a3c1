package org.postroom.directory.organization.application;

import static org.postroom.directory.memory.Handling.ORGANIZATION;
import static org.postroom.directory.memory.MemoryContext.ACCOUNT;

import org.postroom.contract.directory.CreateOrganizationRequest;
import org.postroom.directory.memory.Handling;
import org.postroom.directory.memory.MemoryContext;
import org.postroom.directory.memory.MemoryDirectory;
import org.postroom.directory.organization.model.DirectoryCondition;
import org.postroom.directory.organization.model.ExternalDirectory;
import org.postroom.directory.organization.model.Organization;
import org.postroom.directory.organization.model.RegisteredDirectory;
import org.postroom.kit.command.Outcome;

/** The handlers of organizations over a directory in memory. */
abstract class OrganizationHandling {
  static final String EXTERNAL = "d-00000000ee";

  final MemoryDirectory directory = new MemoryDirectory();
  final Handling handling = new Handling(directory);
  final CreateOrganizationHandler create =
      new CreateOrganizationHandler(
          directory.organizations,
          directory.registry,
          directory.externalDirectories,
          directory.processes);
  final DeleteOrganizationHandler delete =
      new DeleteOrganizationHandler(directory.organizations, directory.entities);
  final DropOrganizationEntitiesHandler drop =
      new DropOrganizationEntitiesHandler(
          directory.organizations, directory.entities, directory.processes);
  final ReleaseOrganizationHandler release =
      new ReleaseOrganizationHandler(directory.organizations, directory.registry);
  final OrganizationCreation creation =
      new OrganizationCreation(directory.organizations, directory.processes);
  final OrganizationRemoval removal = new OrganizationRemoval();
  final MemoryContext context = MemoryContext.of(ORGANIZATION);

  void external(String alias, String account, DirectoryCondition condition) {
    directory.externalById.put(
        EXTERNAL, new ExternalDirectory(EXTERNAL, alias, "ADConnector", account, condition));
  }

  static RegisteredDirectory registered(String id, String alias, boolean inUse) {
    return new RegisteredDirectory(id, ACCOUNT, alias, "VpcDirectory", inUse);
  }

  static CreateOrganizationRequest onExternal(String alias) {
    return new CreateOrganizationRequest(EXTERNAL, alias, null, null, null, false);
  }

  Outcome<Void> released() {
    return handling.applied(
        release.handle(new ReleaseOrganization("removal"), context).await().indefinitely());
  }

  Organization stored() {
    return directory.organizationsById.get(ORGANIZATION);
  }
}
