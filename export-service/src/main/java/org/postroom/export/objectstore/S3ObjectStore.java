package org.postroom.export.objectstore;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
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
  private static final int FORBIDDEN = 403;

  private final S3Clients clients;

  @Inject
  S3ObjectStore(ExportConfig config, KitConfig kit) {
    this(config.s3(), kit.region());
  }

  public S3ObjectStore(S3Config config, String installationRegion) {
    this.clients = new S3Clients(config, installationRegion);
  }

  @Override
  public ObjectUpload begin(ExportOrder order) throws IOException {
    refusePublicBucket(order);
    return S3Upload.begin(clients, order);
  }

  /** Mail must not go where everybody can read it. A store that does not tell is believed. */
  private void refusePublicBucket(ExportOrder order) throws IOException {
    boolean open;
    try (Clients acting = clients.of(order)) {
      open =
          Boolean.TRUE.equals(
              acting
                  .s3()
                  .getBucketPolicyStatus(r -> r.bucket(order.target().bucket()))
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
  public void discard(ExportOrder order) throws ExportFailed {
    String bucket = order.target().bucket();
    String key = order.target().zipKey(order.jobId());
    String digest = order.target().digestKey(order.jobId());
    try (Clients acting = clients.of(order)) {
      S3Client s3 = acting.s3();
      attempt(order, "s3:ListBucketMultipartUploads", () -> abort(s3, bucket, key));
      attempt(order, "s3:DeleteObject", () -> s3.deleteObject(r -> r.bucket(bucket).key(key)));
      attempt(order, "s3:DeleteObject", () -> s3.deleteObject(r -> r.bucket(bucket).key(digest)));
    } catch (ExportBroken e) {
      throw e.failure();
    } catch (IOException e) {
      throw ExportFailed.forNow("An unfinished export could not be removed", e);
    }
  }

  private static void abort(S3Client s3, String bucket, String key) {
    for (MultipartUpload upload :
        s3.listMultipartUploadsPaginator(r -> r.bucket(bucket).prefix(key)).uploads()) {
      if (upload.key().equals(key)) {
        try {
          s3.abortMultipartUpload(r -> r.bucket(bucket).key(key).uploadId(upload.uploadId()));
        } catch (NoSuchUploadException e) {
          LOG.debugf("An upload had ended already: bucket=%s", bucket);
        }
      }
    }
  }

  /** The role may be allowed to write and nothing else; then the bucket's lifecycle cleans up. */
  private static void attempt(ExportOrder order, String action, Runnable call) throws ExportBroken {
    try {
      call.run();
    } catch (S3Exception e) {
      if (e.statusCode() != FORBIDDEN) {
        throw new S3Failures(order.target()).broken(action, e);
      }
      LOG.warnf(
          "What an unfinished export left may not be removed: organizationId=%s jobId=%s bucket=%s"
              + " missing=%s",
          order.organizationId(), order.jobId(), order.target().bucket(), action);
    } catch (RuntimeException e) {
      throw new S3Failures(order.target()).broken(action, e);
    }
  }
}
