package org.postroom.export.run;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;

/** An object while it is written. All methods throw {@link ExportBroken} when that fails. */
public interface ObjectUpload extends Closeable {
  /** What the store knows it by. */
  String id();

  /** Says about how many bytes are to come, before the first one does. */
  void expect(long bytes) throws IOException;

  /** Takes the object's bytes; at most a few parts of it are held in memory. */
  OutputStream content();

  /**
   * Waits until everything is stored, puts the digest in its place, and then makes the object
   * visible. From that moment on nothing fails any more.
   *
   * @return the SHA-384 of the object in hexadecimal digits
   */
  String complete() throws IOException;

  /** Makes whoever writes or completes give up; called by another thread. */
  void cancel();

  /**
   * Gives up what was written, unless it is complete. A digest may stay; whoever holds the job
   * writes it again or removes it.
   */
  @Override
  void close();
}
