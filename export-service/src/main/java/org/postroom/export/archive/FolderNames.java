package org.postroom.export.archive;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names for mail folders inside a zip that every system can unpack: nothing that leads out of the
 * directory, that Windows reserves or cannot spell, that is too long, or that differs from its
 * neighbour only where some file systems see no difference.
 */
final class FolderNames {
  private static final int LONGEST_NAME = 60;
  private static final int LONGEST_NAME_BYTES = 180;
  private static final int LONGEST_PATH = 160;

  private static final Pattern FORBIDDEN =
      Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}<>:\"/\\\\|?*]");
  private static final Pattern RESERVED =
      Pattern.compile(
          "(con|prn|aux|nul|com[0-9\u00b9\u00b2\u00b3]|lpt[0-9\u00b9\u00b2\u00b3]|conin\\$|conout\\$)"
              + "( *\\..*)?",
          Pattern.CASE_INSENSITIVE);

  /** What messages are called; a subfolder must not be. */
  private static final Pattern LIKE_A_MESSAGE =
      Pattern.compile("[0-9]+(-[0-9]+)?\\.(eml|ics)", Pattern.CASE_INSENSITIVE);

  private final Map<List<String>, String> known = new HashMap<>();
  private final Set<List<String>> used = new HashSet<>();
  private final Set<String> taken = new HashSet<>();

  /**
   * @param reserved names at the top that no folder may have
   */
  FolderNames(String... reserved) {
    for (String name : reserved) {
      taken.add(folded(name));
    }
  }

  /**
   * The path in the zip for a folder, another one at every call: two folders may have one name.
   * Folders lie in their parents', unless the path became too long; then they lie at the top.
   */
  String pathFor(List<String> folder) {
    return used.add(folder) ? known(folder) : place(folder);
  }

  private String known(List<String> folder) {
    String path = known.get(folder);
    if (path == null) {
      path = place(folder);
      known.put(folder, path);
    }
    return path;
  }

  private String place(List<String> folder) {
    String name = clean(folder.get(folder.size() - 1));
    String parent = folder.size() == 1 ? "" : known(folder.subList(0, folder.size() - 1)) + "/";
    if (parent.length() + name.length() > LONGEST_PATH) {
      parent = "";
    }
    String path = parent + name;
    for (int count = 2; !taken.add(folded(path)); count++) {
      path = parent + name + " (" + count + ")";
    }
    return path;
  }

  static String clean(String name) {
    String clean = Normalizer.normalize(name, Normalizer.Form.NFC);
    clean = FORBIDDEN.matcher(clean).replaceAll("_");
    clean = cut(clean).strip();
    clean = clean.replaceFirst("[. ]+$", "").replaceFirst("^\\.+", "_");
    if (clean.isEmpty()
        || RESERVED.matcher(clean).matches()
        || LIKE_A_MESSAGE.matcher(clean).matches()) {
      clean = "_" + clean;
    }
    return clean;
  }

  private static String cut(String name) {
    int end =
        name.offsetByCodePoints(0, Math.min(LONGEST_NAME, name.codePointCount(0, name.length())));
    while (name.substring(0, end).getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME_BYTES) {
      end = name.offsetByCodePoints(end, -1);
    }
    return name.substring(0, end);
  }

  /** The same for names that a file system may take for one. */
  private static String folded(String path) {
    return Normalizer.normalize(path, Normalizer.Form.NFKC)
        .toUpperCase(Locale.ROOT)
        .toLowerCase(Locale.ROOT);
  }
}
