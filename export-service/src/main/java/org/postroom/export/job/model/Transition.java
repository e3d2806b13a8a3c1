package org.postroom.export.job.model;

/**
 * A change of a job.
 *
 * @param after how it is afterwards
 * @param event what has happened
 */
public record Transition(ExportJob after, Record event) {}
