package org.postroom.export.run;

/**
 * Where an export goes, as StartMailboxExportJob was told.
 *
 * @param prefix what the objects' keys begin with; a slash at its end makes no difference
 * @param roleArn the role that may write there
 * @param kmsKeyArn the key that the objects are encrypted with
 */
public record ExportTarget(String bucket, String prefix, String roleArn, String kmsKeyArn) {
  /** The key of the job's zip: {@code <prefix without trailing slash>/<JobId>.zip}. */
  public String zipKey(String jobId) {
    String folder = prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix;
    return folder.isEmpty() ? jobId + ".zip" : folder + "/" + jobId + ".zip";
  }

  /** The key of the digest beside the job's zip. */
  public String digestKey(String jobId) {
    return zipKey(jobId) + ".sha384";
  }
}
