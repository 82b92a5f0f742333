package io.caicloud.hotfix;

import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.archive.ArchivePlan;
import io.caicloud.hotfix.archive.PackagedImage;
import io.caicloud.hotfix.rule.RuleReport;
import io.caicloud.hotfix.spec.HotfixIdentity;
import io.caicloud.hotfix.spec.HotfixSpec;
import io.caicloud.hotfix.spec.ImageReference;
import io.caicloud.hotfix.spec.PackageName;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A package as it will be: its name, its images with their digests, its size to the byte. Nothing
 * is written yet. Immutable; safe to share between threads.
 */
public final class PackagePlan {

  private final HotfixSpec spec;
  private final HotfixIdentity identity;
  private final PackageName name;
  private final @Nullable RuleReport report;
  private final List<ImageReference> imagesAtSite;
  private final ArchivePlan archive;

  PackagePlan(Candidate candidate, PackageName name, ArchivePlan archive) {
    this.spec = candidate.spec();
    this.identity = candidate.identity();
    this.name = requireNonNull(name, "name");
    this.report = candidate.report();
    this.imagesAtSite = candidate.imagesAtSite();
    this.archive = requireNonNull(archive, "archive");
  }

  /** Return what was asked for. */
  public HotfixSpec spec() {
    return spec;
  }

  /** Return which addon is fixed, where it lives and with which version. */
  public HotfixIdentity identity() {
    return identity;
  }

  /** Return the package's name. */
  public PackageName name() {
    return name;
  }

  /** Return what the rules found; empty if the hotfix is built unchecked. */
  public Optional<RuleReport> report() {
    return Optional.ofNullable(report);
  }

  /** Return the images that the package will hold, in its order. */
  public List<PackagedImage> images() {
    return archive.content().images();
  }

  /** Return the images that the site must have already; empty unless only configuration changes. */
  public List<ImageReference> imagesAtSite() {
    return imagesAtSite;
  }

  /** Return the size of the package file, in bytes. */
  public long size() {
    return archive.size();
  }

  /** Return the layout of the package file. */
  public ArchivePlan archive() {
    return archive;
  }

  /** Return name and size. */
  @Override
  public String toString() {
    return name + " (" + size() + " bytes)";
  }
}
