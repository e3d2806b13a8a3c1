package org.postroom.directory.broken.application;

import org.postroom.kit.command.CommandHandler;

/** Breaks: a handler is not public. */
public abstract class PublicHandler implements CommandHandler<String, String> {}
