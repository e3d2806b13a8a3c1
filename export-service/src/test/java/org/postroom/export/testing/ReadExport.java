package org.postroom.export.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A small export, read back.
 *
 * @param files the content of each file
 */
public record ReadExport(Map<String, byte[]> files, JsonNode manifest) {
  public static ReadExport of(Path zip) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    try (ZipFile file = new ZipFile(zip.toFile())) {
      for (ZipEntry entry : Collections.list(file.entries())) {
        if (!entry.isDirectory()) {
          files.put(entry.getName(), file.getInputStream(entry).readAllBytes());
        }
      }
    }
    return new ReadExport(files, new ObjectMapper().readTree(files.remove("manifest.json")));
  }
}
