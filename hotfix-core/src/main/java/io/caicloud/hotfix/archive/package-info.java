/**
 * The package file of a hotfix: what goes into it, its layout as a pure function of the manifests,
 * writing it, and reading it with suspicion. Values here are immutable and safe to share between
 * threads.
 */
@NullMarked
package io.caicloud.hotfix.archive;

import org.jspecify.annotations.NullMarked;
