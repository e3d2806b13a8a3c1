package org.postroom.directory.broken.application;

import org.postroom.kit.query.QueryHandler;

/** Breaks: a handler is called so. */
public abstract class MisnamedDecision implements QueryHandler<String, String> {}
