package org.postroom.export.job.application;

/** What a run of a job reports. */
interface RunReport {
  /** The job. */
  String jobId();

  /** The number of the attempt; what an attempt says that is not the last has no effect. */
  int attempt();
}
