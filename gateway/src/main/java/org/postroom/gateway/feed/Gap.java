package org.postroom.gateway.feed;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Events of a context that should have come are not on its topic any more, or never were.
 *
 * @param context the context's name
 * @param expectedEpoch the epoch of the event that should have come next
 * @param expectedSequence its sequence
 * @param foundEpoch the epoch of the event that comes next instead
 * @param foundSequence its sequence
 */
record Gap(
    @JsonProperty("Context") String context,
    @JsonProperty("ExpectedEpoch") String expectedEpoch,
    @JsonProperty("ExpectedSequence") String expectedSequence,
    @JsonProperty("FoundEpoch") String foundEpoch,
    @JsonProperty("FoundSequence") String foundSequence) {

  static Gap of(String context, Position before, long foundEpoch, long foundSequence) {
    boolean sameEpoch = foundEpoch == before.epoch();
    return new Gap(
        context,
        Long.toString(foundEpoch),
        Long.toString(sameEpoch ? before.sequence() + 1 : 1),
        Long.toString(foundEpoch),
        Long.toString(foundSequence));
  }
}
