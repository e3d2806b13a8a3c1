package org.postroom.benchmarks.driver;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.file.Path;
import java.util.List;

/** A load driver in a process of its own. It ends when it is closed or its parent ends. */
public final class DriverProcess implements AutoCloseable {
  private final Process process;
  private final BufferedWriter jobs;
  private final BufferedReader results;

  private DriverProcess(Process process) {
    this.process = process;
    this.jobs = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), UTF_8));
    this.results = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
  }

  /** Starts a driver with this process's Java and class path. */
  public static DriverProcess start() throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command =
        List.of(
            java,
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            DriverMain.class.getName());
    return new DriverProcess(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /** Runs a job and waits for its end. */
  public JobResult run(Job job) throws IOException {
    jobs.write(DriverMain.JSON.writeValueAsString(job));
    jobs.newLine();
    jobs.flush();
    String result = results.readLine();
    if (result == null) {
      throw new IOException("the load driver ended");
    }
    return DriverMain.JSON.readValue(result, JobResult.class);
  }

  @Override
  public void close() throws IOException {
    jobs.close();
    process.destroy();
  }
}
