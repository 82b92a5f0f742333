package io.caicloud.hotfix.image;

import io.caicloud.hotfix.spec.ImageReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An OCI image layout (OCI image specification, "Image Layout"), in a folder or a tar file. */
final class OciShelf implements Shelf {

  private static final int DEEPEST_INDEX = 4;
  private static final int MOST_INDEXES = 100;

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

  /** An entry of the index. */
  private final class Entry implements Offer {

    private final String name;
    private final ImageIndex.Entry entry;
    private int indexes;

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
      List<ImageIndex.Entry> leaves = new ArrayList<>();
      collect(entry, 0, leaves);
      LeafChoice choice = new LeafChoice(platform);
      for (ImageIndex.Entry leaf : leaves) {
        choice.offer(leaf, () -> load(leaf));
      }
      LeafChoice.Leaf best = choice.best(seen);
      if (best == null) {
        return null;
      }
      ResolvedImage image =
          new ResolvedImage(
              reference,
              best.config().platform(),
              best.target(),
              best.bytes(),
              best.manifest().config(),
              best.manifest().layers());
      return new Stored(image, OciShelf.this::blob);
    }

    private void collect(ImageIndex.Entry from, int depth, List<ImageIndex.Entry> leaves) {
      Descriptor target = from.target();
      if (!MediaTypes.isIndex(target.mediaType())) {
        leaves.add(from);
        return;
      }
      Region region = blob(target);
      if (depth == DEEPEST_INDEX || ++indexes > MOST_INDEXES) {
        throw Failures.damaged("nested-too-deep", region.label(), DEEPEST_INDEX, MOST_INDEXES);
      }
      byte[] bytes = region.bytes(target, ImageManifest.BUDGET);
      for (ImageIndex.Entry inner : ImageIndex.read(bytes, region.label()).entries()) {
        collect(inner, depth + 1, leaves);
      }
    }

    private LeafChoice.Leaf load(ImageIndex.Entry leaf) {
      Region region = blob(leaf.target());
      byte[] bytes = region.bytes(leaf.target(), ImageManifest.BUDGET);
      ImageManifest manifest = ImageManifest.read(bytes, leaf.target(), region.label());
      Region file = blob(manifest.config());
      byte[] json = file.bytes(manifest.config(), ImageConfig.BUDGET);
      ImageConfig config = ImageConfig.read(json, file.label());
      config.checkLayers(manifest.layers().size(), file.label());
      return new LeafChoice.Leaf(leaf.target(), bytes, manifest, config);
    }
  }
}
