package org.postroom.directory.registration.persistence;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.directory.entity.model.EntityId;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.directory.organization.persistence.CreationNumbers;
import org.postroom.directory.registration.application.Entities;
import org.postroom.directory.registration.model.DirectoryEntity;
import org.postroom.kit.command.Change;

/**
 * Entities of one kind in the database; a session reads each once.
 *
 * @param <E> what they are
 * @param <R> what they are stored as
 */
public abstract class DbEntities<E extends DirectoryEntity<E>, R extends EntityRow>
    implements Entities<E> {
  private final CreationNumbers numbers;
  private final Class<R> rowType;
  private final String after;

  /**
   * For a kind.
   *
   * @param after the query of all rows of {@code :organization} behind {@code :id}, in order
   */
  protected DbEntities(CreationNumbers numbers, Class<R> rowType, String after) {
    this.numbers = numbers;
    this.rowType = rowType;
    this.after = after;
  }

  /** The primary key. */
  protected abstract Object key(OrganizationId organization, EntityId id);

  /** A row that has its key. */
  protected abstract R newRow(E entity);

  /** Takes over everything that can change. */
  protected abstract void copy(E entity, R row);

  /** What the row stands for. */
  protected abstract E entity(R row);

  @Override
  public Uni<Optional<E>> find(Mutiny.Session session, OrganizationId organization, EntityId id) {
    return session
        .find(rowType, key(organization, id))
        .map(row -> Optional.ofNullable(row).map(this::entity));
  }

  @Override
  public Uni<List<E>> after(
      Mutiny.Session session, OrganizationId organization, String id, int limit) {
    return session
        .createQuery(after, rowType)
        .setParameter("organization", organization.value())
        .setParameter("id", id)
        .setMaxResults(limit)
        .getResultList()
        .map(rows -> rows.stream().map(this::entity).toList());
  }

  @Override
  public Change add(E entity) {
    return session ->
        numbers
            .next(session, entity.organizationId())
            .chain(
                number -> {
                  R row = newRow(entity);
                  row.creationNumber = number;
                  copy(entity, row);
                  return session.persist(row);
                });
  }

  @Override
  public Change replace(E entity) {
    return session ->
        session
            .find(rowType, key(entity.organizationId(), entity.id()))
            .invoke(row -> copy(entity, row))
            .replaceWithVoid();
  }
}
