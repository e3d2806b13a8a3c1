/**
 * The directory's users, groups and resources as another context knows them. A service that needs
 * them has the tables {@code directory_entity} and {@code directory_address} and makes beans of
 * {@link org.postroom.kit.directory.DirectoryEntities#inTables} and {@link
 * org.postroom.kit.directory.DirectoryEntitiesView}.
 */
package org.postroom.kit.directory;
