package org.postroom.kit.view;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.postroom.kit.lane.LaneProcessor;
import org.postroom.kit.lane.OwnedLane;

/** Sees to it that a command lane tells its organizations anew before it takes a command. */
public final class SnapshotsFirst implements LaneProcessor {
  private final LaneProcessor commands;
  private final SnapshotEmission emission;
  private boolean done;

  public SnapshotsFirst(LaneProcessor commands, SnapshotEmission emission) {
    this.commands = commands;
    this.emission = emission;
  }

  @Override
  public void process(OwnedLane lane, List<ConsumerRecord<String, byte[]>> records) {
    if (!done) {
      emission.emit(lane);
      done = true;
    }
    commands.process(lane, records);
  }

  @Override
  public boolean keepHouse(OwnedLane lane) {
    emission.emit(lane);
    done = true;
    return commands.keepHouse(lane);
  }
}
