/**
 * The feed for tenants, {@code GET /events}: the events of one organization as they are on the
 * topics, for callers whose policy allows it. {@code FeedEndpoint} is the way in; {@code
 * PollAnswer} and {@code StreamAnswer} are its two forms. Both read pages from {@code FeedReader},
 * which takes them from the ends of partitions that {@code Tail} keeps in memory, or has them read
 * from Kafka by {@code CatchUp}.
 */
package org.postroom.gateway.feed;
