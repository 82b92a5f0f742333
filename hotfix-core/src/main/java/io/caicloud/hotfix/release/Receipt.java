package io.caicloud.hotfix.release;

import io.caicloud.hotfix.spec.VersionFolder;
import java.util.List;

/**
 * What a run of publishing did: an entry for every object, in the order in which they are done.
 * Immutable.
 */
public final class Receipt {

  private final List<ReceiptEntry> entries;

  Receipt(List<ReceiptEntry> entries) {
    this.entries = List.copyOf(entries);
  }

  /** Return the entries in order. */
  public List<ReceiptEntry> entries() {
    return entries;
  }

  /** Return whether every object is in the store, proven. */
  public boolean isComplete() {
    return entries.stream().allMatch(entry -> entry.status().isThere());
  }

  /** Return the folders of product versions, in the order they were given in. */
  public List<VersionFolder> folders() {
    return entries.stream().map(entry -> entry.object().folder()).distinct().toList();
  }

  /**
   * Return the entries of one product version, in order.
   *
   * @param folder its folder
   */
  public List<ReceiptEntry> entries(VersionFolder folder) {
    return entries.stream().filter(entry -> entry.object().folder().equals(folder)).toList();
  }

  /** Return how many bytes were sent. */
  public long sent() {
    return entries.stream().mapToLong(ReceiptEntry::sent).sum();
  }

  /**
   * Return the comment for the pull request, in the form that the process document asks for: a
   * headline, the address of every package, and the queue command.
   *
   * @throws IllegalStateException if the run is not complete, or published no package
   */
  public String comment() {
    List<String> addresses =
        folders().stream()
            .flatMap(folder -> entries(folder).stream())
            .filter(entry -> entry.object().kind() == PublishObject.Kind.PACKAGE)
            .map(ReceiptEntry::address)
            .toList();
    if (!isComplete() || addresses.isEmpty()) {
      throw new IllegalStateException("no comment: not every package is uploaded, or none was");
    }
    return "packages uploaded to\n"
        + String.join("\n", addresses)
        + "\n/queue done-package-uploaded";
  }

  /**
   * Return the receipt as JSON, format {@value ReceiptJson#FORMAT}: UTF-8 text that ends with a
   * line feed. Later versions of the library add keys but change none.
   */
  public String toJson() {
    return ReceiptJson.of(this);
  }
}
