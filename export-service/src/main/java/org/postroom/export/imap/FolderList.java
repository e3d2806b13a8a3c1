package org.postroom.export.imap;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.postroom.export.imap.ImapConnection.Reply;
import org.postroom.export.run.ExportBroken;
import org.postroom.export.run.ExportFailed;
import org.postroom.export.run.MailFolder;

/** Finds the folders of a mailbox. */
final class FolderList {
  private static final Set<String> WITHOUT_MESSAGES = Set.of("\\NOSELECT", "\\NONEXISTENT");

  private final List<String> foreign = new ArrayList<>();
  private final List<MailFolder> folders = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();

  private FolderList() {}

  /** The owner's own folders: what others share with him is theirs. */
  static List<MailFolder> read(ImapConnection connection) throws IOException {
    FolderList list = new FolderList();
    if (connection.capabilities().contains("NAMESPACE")) {
      connection.run(list::namespaces, "NAMESPACE");
    }
    Reply reply = connection.run(list::folder, "LIST", "", "*");
    if (!reply.isOk()) {
      String why = connection.said("does not list the folders", reply.text());
      throw new ExportBroken(
          reply.passes() ? ExportFailed.forNow(why, null) : ExportFailed.forGood(why));
    }
    return list.folders;
  }

  /** Personal namespaces first, then other users', then shared ones (RFC 2342). */
  private void namespaces(long number, String keyword, ImapReader reader) throws IOException {
    if (!keyword.equals("NAMESPACE")) {
      return;
    }
    reader.expect(' ');
    reader.skipValue();
    for (int kind = 0; kind < 2; kind++) {
      reader.expect(' ');
      if (reader.skip('(')) {
        prefixes(reader);
      } else {
        reader.skipValue();
      }
    }
  }

  private void prefixes(ImapReader reader) throws IOException {
    while (!reader.skip(')')) {
      if (reader.skip(' ')) {
        continue;
      }
      reader.expect('(');
      String prefix = reader.string();
      if (prefix != null && !prefix.isEmpty()) {
        foreign.add(prefix);
      }
      while (!reader.skip(')')) {
        if (!reader.skip(' ')) {
          reader.skipValue();
        }
      }
    }
  }

  private void folder(long number, String keyword, ImapReader reader) throws IOException {
    if (!keyword.equals("LIST")) {
      return;
    }
    reader.expect(' ');
    reader.expect('(');
    boolean hasMessages = true;
    while (!reader.skip(')')) {
      if (!reader.skip(' ')) {
        hasMessages &= !WITHOUT_MESSAGES.contains(reader.keyword());
      }
    }
    reader.expect(' ');
    String delimiter = reader.string();
    reader.expect(' ');
    String id = reader.string();
    if (hasMessages && id != null && foreign.stream().noneMatch(id::startsWith) && seen.add(id)) {
      String name = ModifiedUtf7.decode(id);
      List<String> path =
          delimiter == null || delimiter.isEmpty()
              ? List.of(name)
              : Pattern.compile(Pattern.quote(delimiter))
                  .splitAsStream(id)
                  .map(ModifiedUtf7::decode)
                  .toList();
      // A name may consist of nothing but delimiters.
      folders.add(new MailFolder(id, path.isEmpty() ? List.of(name) : path, name));
    }
  }
}
