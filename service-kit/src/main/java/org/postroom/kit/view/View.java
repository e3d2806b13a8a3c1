package org.postroom.kit.view;

import java.util.List;

/**
 * A view in one piece: what empties it and the handlers of every event that it is made of. A CDI
 * bean. Its handlers run before the {@link ViewHandler} beans of the same events, which may
 * therefore rely on it.
 */
public interface View extends ViewReset {
  /** The handlers. */
  List<ViewHandler<?>> handlers();
}
