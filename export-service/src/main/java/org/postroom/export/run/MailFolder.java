package org.postroom.export.run;

import java.util.List;

/**
 * A mail folder.
 *
 * @param id what the server knows it by
 * @param path its name and its parents', outermost first, as people read them
 * @param name the whole name as people read it
 */
public record MailFolder(String id, List<String> path, String name) {}
