package org.postroom.export.objectstore;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;
import org.postroom.export.ExportConfig;
import org.postroom.export.ExportConfig.S3Config;
import org.postroom.export.objectstore.S3Clients.Clients;
import org.postroom.export.run.ExportBroken;
import org.postroom.export.run.ExportFailed;
import org.postroom.export.run.ExportOrder;
import org.postroom.export.run.ObjectStore;
import org.postroom.export.run.ObjectUpload;
import org.postroom.kit.database.KitConfig;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Writes exports to S3 and stores that speak its language. */
@Singleton
public final class S3ObjectStore implements ObjectStore {
  private static final Logger LOG = Logger.getLogger(S3ObjectStore.class);

  /** HTTP statuses of stores that do not allow a call, lack its object or do not implement it. */
  private static final Set<Integer> NOT_REMOVABLE = Set.of(403, 404, 501);

  private final S3Clients clients;

  @Inject
  S3ObjectStore(ExportConfig config, KitConfig kit) {
    this(config.s3(), kit.region(), config.workers());
  }

  /** For one export at a time. */
  public S3ObjectStore(S3Config config, String installationRegion) {
    this(config, installationRegion, 1);
  }

  private S3ObjectStore(S3Config config, String installationRegion, int workers) {
    // Half the heap is for the parts of all uploads together.
    long partMemory = Runtime.getRuntime().maxMemory() / 2 / Math.max(workers, 1);
    this.clients = new S3Clients(config, installationRegion, partMemory);
  }

  @Override
  public ObjectUpload begin(ExportOrder order) throws IOException {
    Clients acting = clients.of(order);
    try {
      refusePublicBucket(acting.s3(), order);
      return S3Upload.begin(clients, acting, order);
    } catch (IOException | RuntimeException e) {
      acting.close();
      throw e;
    }
  }

  /** Mail must not go where everybody can read it. A store that does not tell is believed. */
  private static void refusePublicBucket(S3Client s3, ExportOrder order) throws IOException {
    boolean open;
    try {
      open =
          Boolean.TRUE.equals(
              s3.getBucketPolicyStatus(r -> r.bucket(order.target().bucket()))
                  .policyStatus()
                  .isPublic());
    } catch (S3Exception e) {
      LOG.debugf("A bucket does not tell whether it is public: bucket=%s", order.target().bucket());
      return;
    } catch (RuntimeException e) {
      throw new S3Failures(order.target()).broken("s3:GetBucketPolicyStatus", e);
    }
    if (open) {
      throw new ExportBroken(
          ExportFailed.forGood(
              "The bucket " + order.target().bucket() + " is public; mail is not exported there"));
    }
  }

  @Override
  public void abort(ExportOrder order, List<String> uploadIds) throws ExportFailed {
    remove(order, acting -> abort(acting.s3(), order, uploadIds));
  }

  @Override
  public void discard(ExportOrder order, List<String> uploadIds) throws ExportFailed {
    remove(
        order,
        acting -> {
          abort(acting.s3(), order, uploadIds);
          delete(acting.s3(), order, order.target().zipKey(order.jobId()));
          delete(acting.s3(), order, order.target().digestKey(order.jobId()));
        });
  }

  /** What is done to the store with a role's clients. */
  private interface Removal {
    void by(Clients acting) throws ExportBroken;
  }

  private void remove(ExportOrder order, Removal removal) throws ExportFailed {
    try (Clients acting = clients.of(order)) {
      removal.by(acting);
    } catch (ExportBroken e) {
      throw e.failure();
    } catch (IOException e) {
      throw ExportFailed.forNow("An unfinished export could not be removed", e);
    }
  }

  /** By their ids, which needs no permission to list; a listing is for when there are none. */
  private static void abort(S3Client s3, ExportOrder order, List<String> uploadIds)
      throws ExportBroken {
    List<String> found = new ArrayList<>(uploadIds);
    if (found.isEmpty()) {
      attempt(order, "s3:ListBucketMultipartUploads", () -> found.addAll(open(s3, order)));
    }
    for (String id : found) {
      attempt(order, "s3:AbortMultipartUpload", () -> abort(s3, order, id));
    }
  }

  private static List<String> open(S3Client s3, ExportOrder order) {
    String key = order.target().zipKey(order.jobId());
    return s3
        .listMultipartUploadsPaginator(r -> r.bucket(order.target().bucket()).prefix(key))
        .uploads()
        .stream()
        .filter(upload -> upload.key().equals(key))
        .map(MultipartUpload::uploadId)
        .toList();
  }

  private static void abort(S3Client s3, ExportOrder order, String uploadId) {
    try {
      s3.abortMultipartUpload(
          r ->
              r.bucket(order.target().bucket())
                  .key(order.target().zipKey(order.jobId()))
                  .uploadId(uploadId));
    } catch (NoSuchUploadException e) {
      LOG.debugf("An upload had ended already: jobId=%s", order.jobId());
    }
  }

  private static void delete(S3Client s3, ExportOrder order, String key) throws ExportBroken {
    attempt(
        order,
        "s3:DeleteObject",
        () -> s3.deleteObject(r -> r.bucket(order.target().bucket()).key(key)));
  }

  /**
   * The role may be allowed to write and nothing else, the store may know no such call, the bucket
   * may have gone: then nothing can be done, and the bucket's lifecycle cleans up.
   */
  private static void attempt(ExportOrder order, String action, Runnable call) throws ExportBroken {
    try {
      call.run();
    } catch (S3Exception e) {
      if (!NOT_REMOVABLE.contains(e.statusCode())) {
        throw new S3Failures(order.target()).broken(action, e);
      }
      LOG.warnf(
          "What an unfinished export left may not be removed: organizationId=%s jobId=%s bucket=%s"
              + " needs=%s status=%d",
          order.organizationId(), order.jobId(), order.target().bucket(), action, e.statusCode());
    } catch (RuntimeException e) {
      throw new S3Failures(order.target()).broken(action, e);
    }
  }
}
