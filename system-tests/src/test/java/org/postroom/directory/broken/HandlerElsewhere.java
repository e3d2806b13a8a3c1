package org.postroom.directory.broken;

import org.postroom.kit.view.ViewHandler;

/** Breaks: a handler lives in an application package. */
public abstract class HandlerElsewhere implements ViewHandler<Record> {}
