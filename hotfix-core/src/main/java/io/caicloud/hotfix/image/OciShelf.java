package io.caicloud.hotfix.image;

import io.caicloud.hotfix.spec.ImageReference;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An OCI image layout (OCI image specification, "Image Layout"), in a folder or a tar file. */
final class OciShelf implements Shelf, ImageTree.Blobs {

  /** The index as it was when the file looked like this. */
  private record Loaded(FileStamp stamp, NameTable<ImageIndex.Entry> names) {}

  private final ImageFiles files;
  private final @Nullable String folder;
  private volatile @Nullable Loaded loaded;

  private OciShelf(ImageFiles files, @Nullable String folder) {
    this.files = files;
    this.folder = folder;
  }

  static boolean isLayout(ImageFiles files) {
    return files.has("oci-layout") && files.has("index.json");
  }

  /**
   * Open a layout.
   *
   * @param folder the folder's name, to which mere tags belong, or null
   */
  static OciShelf open(ImageFiles files, @Nullable String folder) {
    Region marker = files.region("oci-layout");
    JsonPart root = JsonPart.parse(marker.bytes(4096), marker.label());
    String version = root.requiredText("imageLayoutVersion");
    if (!version.startsWith("1.")) {
      throw Failures.unsupported("layout-version", marker.label(), version);
    }
    OciShelf shelf = new OciShelf(files, folder);
    shelf.table();
    return shelf;
  }

  @Override
  public String place() {
    return files.place();
  }

  @Override
  public List<String> names() {
    return table().names();
  }

  private NameTable<ImageIndex.Entry> table() {
    Region region = files.region("index.json");
    Loaded current = loaded;
    if (current == null || !current.stamp().equals(region.stamp())) {
      NameTable<ImageIndex.Entry> names = new NameTable<>(folder);
      ImageIndex index = ImageIndex.read(region.bytes(ImageManifest.BUDGET), region.label());
      for (ImageIndex.Entry entry : index.entries()) {
        entry.names().forEach(name -> names.put(name, entry));
      }
      current = new Loaded(region.stamp(), names);
      loaded = current;
    }
    return current.names();
  }

  @Override
  public void find(ImageReference reference, Consumer<Offer> consumer) {
    table().find(reference, named -> consumer.accept(new Entry(named.name(), named.value())));
  }

  private Region blob(Descriptor blob) {
    return files.region(ImageFiles.blob(blob.digest()));
  }

  @Override
  public byte[] bytes(Descriptor blob, int budget) {
    return blob(blob).bytes(blob, budget);
  }

  @Override
  public String label(Descriptor blob) {
    return blob(blob).label();
  }

  /** An entry of the index. */
  private final class Entry implements Offer {

    private final String name;
    private final ImageIndex.Entry entry;

    Entry(String name, ImageIndex.Entry entry) {
      this.name = name;
      this.entry = entry;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public String place() {
      return files.place();
    }

    @Override
    public @Nullable Stored image(ImageReference reference, Platform platform, Set<String> seen) {
      LeafChoice.Leaf best = new ImageTree(OciShelf.this).best(entry, platform, seen);
      if (best == null) {
        return null;
      }
      return new Stored(ImageTree.image(reference, best), OciShelf.this::blob);
    }
  }
}
