package org.postroom.benchmarks.driver;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.time.Clock;
import java.util.SplittableRandom;

/**
 * The second process: reads jobs from its standard input, one JSON object a line, and writes each
 * one's result as a line to its standard output, until the input ends.
 */
public final class DriverMain {
  /** How jobs and results are written. */
  static final ObjectMapper JSON = new ObjectMapper();

  private DriverMain() {}

  public static void main(String[] args) throws IOException {
    LoadLoop loop = new LoadLoop(Clock.systemUTC(), new SplittableRandom());
    BufferedReader jobs = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    PrintStream results = System.out;
    for (String line = jobs.readLine(); line != null; line = jobs.readLine()) {
      results.println(JSON.writeValueAsString(loop.run(JSON.readValue(line, Job.class))));
      results.flush();
    }
  }
}
