package org.postroom.kit.report;

/**
 * A record of a topic of reports.
 *
 * @param topic where it was found
 * @param partition of the topic
 * @param offset in the partition
 * @param timestamp when it was written, in milliseconds; it tells a record from one at the same
 *     place of a topic that was made anew
 * @param key may be null
 * @param value may be null
 */
public record Report(
    String topic, int partition, long offset, long timestamp, String key, byte[] value) {}
