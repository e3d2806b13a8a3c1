package org.postroom.export.job.model;

/**
 * Where a job's archive goes.
 *
 * @param bucket the bucket
 * @param prefix as it was given
 * @param path the key of the archive in the bucket
 * @param roleArn the role that may write there
 * @param kmsKeyArn the key that encrypts it
 */
public record Destination(
    String bucket, String prefix, String path, String roleArn, String kmsKeyArn) {}
