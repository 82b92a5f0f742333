package io.caicloud.hotfix;

import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.archive.PackageLayout;
import io.caicloud.hotfix.finding.ProgressListener;
import io.caicloud.hotfix.image.ImageSource;
import io.caicloud.hotfix.image.Platform;
import io.caicloud.hotfix.rule.BaseValues;
import io.caicloud.hotfix.rule.RuleEngine;
import io.caicloud.hotfix.rule.RuleInputs;
import io.caicloud.hotfix.spec.AddonName;
import io.caicloud.hotfix.spec.ImageReference;
import io.caicloud.hotfix.spec.PackageNaming;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How packages are built and where they go. Each method returns new options; what they are made
 * from stays as it was. Immutable; as safe to share between threads as the image source, listener
 * and rule engine that they hold.
 *
 * <p>Defaults:
 *
 * <ul>
 *   <li>names with the date, {@link PackageNaming#DATED}
 *   <li>one top folder, {@link PackageLayout#TOP_FOLDER}
 *   <li>images for linux/amd64, whatever the host is
 *   <li><code>[[ registry_release ]]</code> becomes {@code harbor.caicloud.xyz/release} and <code>
 *       [[ registry_library ]]</code> {@code harbor.caicloud.xyz/library} inside the package
 *   <li>as many threads as there are processors, at most 4
 *   <li>files are on the disk, not only in its cache, before they get their name
 *   <li>the rule engine that {@link RuleEngine#find()} finds; without one, nothing is built
 *   <li>no image source, which is enough for hotfixes that carry no image
 * </ul>
 */
public final class BuildOptions {

  private static final Map<String, String> TARGETS =
      Map.of(
          ImageReference.RELEASE, "harbor.caicloud.xyz/release",
          ImageReference.LIBRARY, "harbor.caicloud.xyz/library");

  private static final Pattern TARGET_FORM =
      Pattern.compile(
          "[a-zA-Z0-9.-]+(:\\d{1,5})?/[a-z0-9]+([._-][a-z0-9]+)*(/[a-z0-9]+([._-][a-z0-9]+)*)*");

  private final Settings settings;

  private BuildOptions(Settings settings) {
    this.settings = settings;
  }

  /**
   * Return options with all defaults.
   *
   * @param directory the folder that packages are put into; it is made if it is not there
   */
  public static BuildOptions into(Path directory) {
    return new BuildOptions(new Settings(requireNonNull(directory, "directory")));
  }

  /**
   * Take images from a source. The caller opens and closes it.
   *
   * @param source where images come from
   */
  public BuildOptions images(ImageSource source) {
    requireNonNull(source, "source");
    return with(s -> s.images = source);
  }

  /**
   * Name packages in a form.
   *
   * @param form the form
   */
  public BuildOptions naming(PackageNaming form) {
    requireNonNull(form, "form");
    return with(s -> s.naming = form);
  }

  /**
   * Lay packages out in a form.
   *
   * @param form the form
   */
  public BuildOptions layout(PackageLayout form) {
    requireNonNull(form, "form");
    return with(s -> s.layout = form);
  }

  /**
   * Take images for another platform than linux/amd64.
   *
   * @param wanted the platform
   */
  public BuildOptions platform(Platform wanted) {
    requireNonNull(wanted, "wanted");
    return with(s -> s.platform = wanted);
  }

  /**
   * Name images inside packages by another registry and project. The site's installer replaces the
   * registry {@code harbor.caicloud.xyz} by its own, so change this only for a site with another
   * installer.
   *
   * @param placeholder {@link ImageReference#RELEASE} or {@link ImageReference#LIBRARY}
   * @param registryAndProject such as {@code harbor.caicloud.xyz/release}
   * @throws IllegalArgumentException if the placeholder is another, or the target has not the form
   *     {@code host[:port]/project}
   */
  public BuildOptions target(String placeholder, String registryAndProject) {
    if (!TARGETS.containsKey(placeholder)) {
      throw new IllegalArgumentException("no placeholder of images: " + placeholder);
    }
    if (!TARGET_FORM.matcher(registryAndProject).matches()) {
      throw new IllegalArgumentException("not host[:port]/project: " + registryAndProject);
    }
    return with(
        s -> {
          s.targets = new TreeMap<>(s.targets);
          s.targets.put(placeholder, registryAndProject);
        });
  }

  /**
   * Build the hotfix of this addon without images, because it changes configuration only and its
   * images are those that the site already has. The manifest records it.
   *
   * @param addon the addon's name, {@code _metadata.name}
   */
  public BuildOptions configOnly(AddonName addon) {
    requireNonNull(addon, "addon");
    return with(
        s -> {
          s.configOnly = new TreeSet<>(s.configOnly);
          s.configOnly.add(addon);
        });
  }

  /**
   * Write with this many threads. The bytes do not depend on it.
   *
   * @param number at least 1
   * @throws IllegalArgumentException if it is less
   */
  public BuildOptions threads(int number) {
    if (number < 1) {
      throw new IllegalArgumentException("at least 1 thread, not " + number);
    }
    return with(s -> s.threads = number);
  }

  /**
   * Choose whether a package is forced to the disk before it gets its name.
   *
   * @param force false for throw-away packages, where a power cut may leave a damaged file
   */
  public BuildOptions durable(boolean force) {
    return with(s -> s.durable = force);
  }

  /**
   * Be told how far the work is.
   *
   * @param listener called from worker threads, one call at a time; what it throws is dropped
   */
  public BuildOptions progress(ProgressListener listener) {
    requireNonNull(listener, "listener");
    ProgressListener guarded = listener.guarded();
    return with(s -> s.progress = guarded);
  }

  /**
   * Judge dates by a clock; without one, no rule says that a date lies in the future.
   *
   * @param source tells what is in the future
   */
  public BuildOptions clock(Clock source) {
    requireNonNull(source, "source");
    return with(s -> s.inputs = s.inputs.with(Clock.class, source));
  }

  /**
   * Compare hotfixes with the values that they replace; without them, rules that need them say so.
   *
   * @param values the values of the product version
   */
  public BuildOptions base(BaseValues values) {
    requireNonNull(values, "values");
    return with(s -> s.inputs = s.inputs.with(BaseValues.class, values));
  }

  /**
   * Check with this engine instead of the one that is found.
   *
   * @param engine the engine
   */
  public BuildOptions rules(RuleEngine engine) {
    requireNonNull(engine, "engine");
    return with(s -> s.rules = engine);
  }

  /**
   * Build without any check by rules. The manifest records the reason.
   *
   * @param reason why, for those who find the package later
   * @throws IllegalArgumentException if the reason is blank
   */
  public BuildOptions unchecked(String reason) {
    if (reason.isBlank()) {
      throw new IllegalArgumentException("building unchecked needs a reason");
    }
    return with(s -> s.unchecked = reason.strip());
  }

  private BuildOptions with(Consumer<Settings> change) {
    Settings copy = settings.copy();
    change.accept(copy);
    return new BuildOptions(copy);
  }

  Path directory() {
    return settings.directory;
  }

  PackageNaming naming() {
    return settings.naming;
  }

  PackageLayout layout() {
    return settings.layout;
  }

  Platform platform() {
    return settings.platform;
  }

  String target(ImageReference image) {
    return settings.targets.get(image.placeholder()) + "/" + image.repository() + ":" + image.tag();
  }

  boolean isConfigOnly(AddonName addon) {
    return settings.configOnly.contains(addon);
  }

  int threads() {
    return settings.threads;
  }

  boolean durable() {
    return settings.durable;
  }

  ProgressListener progress() {
    return settings.progress;
  }

  RuleInputs inputs() {
    return settings.inputs;
  }

  ImageSource images() {
    return settings.images;
  }

  Optional<RuleEngine> rules() {
    return Optional.ofNullable(settings.rules);
  }

  Optional<String> unchecked() {
    return Optional.ofNullable(settings.unchecked);
  }

  /** The mutable twin, never seen outside and never changed once it is in options. */
  private static final class Settings implements Cloneable {
    private final Path directory;
    private PackageNaming naming = PackageNaming.DATED;
    private PackageLayout layout = PackageLayout.TOP_FOLDER;
    private Platform platform = Platform.LINUX_AMD64;
    private SortedMap<String, String> targets = new TreeMap<>(TARGETS);
    private Set<AddonName> configOnly = Set.of();
    private int threads = Math.min(4, Runtime.getRuntime().availableProcessors());
    private boolean durable = true;
    private ProgressListener progress = ProgressListener.NONE;
    private RuleInputs inputs = RuleInputs.none();
    private ImageSource images = NoImages.INSTANCE;
    private @Nullable RuleEngine rules;
    private @Nullable String unchecked;

    private Settings(Path directory) {
      this.directory = directory;
    }

    private Settings copy() {
      try {
        return (Settings) clone();
      } catch (CloneNotSupportedException e) {
        throw new AssertionError(e);
      }
    }
  }
}
