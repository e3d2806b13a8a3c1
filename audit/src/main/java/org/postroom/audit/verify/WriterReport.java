package org.postroom.audit.verify;

import java.time.Instant;

/**
 * What was read of one writer.
 *
 * @param first the lowest number; 0 when nothing was read; those before it have expired if it is
 *     whole
 * @param last the highest number
 * @param entries how many there are, repeats not counted
 * @param repeats how many were there again
 * @param from when the first was written; null when nothing was read
 * @param to when the last was written; null when nothing was read
 * @param isClosed whether the writer was stopped in order
 * @param isKnown whether anybody but the topic's own entries of this writer knows of it
 * @param isWhole whether nothing is wrong
 */
public record WriterReport(
    String writer,
    long first,
    long last,
    long entries,
    long repeats,
    Instant from,
    Instant to,
    boolean isClosed,
    boolean isKnown,
    boolean isWhole) {}
