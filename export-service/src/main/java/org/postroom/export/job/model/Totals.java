package org.postroom.export.job.model;

/**
 * What a completed job came to.
 *
 * @param messages messages exported
 * @param bytes their size
 * @param folders mail folders exported
 * @param leftOut what could not be exported
 * @param sha384 of the archive, in hexadecimal digits
 */
public record Totals(long messages, long bytes, long folders, long leftOut, String sha384) {}
