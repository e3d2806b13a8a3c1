package org.postroom.export.run;

import java.time.Instant;

/**
 * What an export came to.
 *
 * @param messages messages exported
 * @param bytes their size, before any compression
 * @param folders mail folders exported
 * @param leftOut messages and folders left out; the manifest says which and why
 * @param sha384 of the zip, in hexadecimal digits
 */
public record ExportSummary(
    long messages,
    long bytes,
    long folders,
    long leftOut,
    String sha384,
    Instant startedAt,
    Instant endedAt) {}
