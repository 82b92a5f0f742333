/**
 * The front door: plan and build packages of one hotfix or of a whole release tree.
 *
 * <p>{@link io.caicloud.hotfix.HotfixPackager} takes a specification or a tree and {@link
 * io.caicloud.hotfix.BuildOptions}, and gives packages. Values here are immutable and safe to share
 * between threads.
 */
@NullMarked
package io.caicloud.hotfix;

import org.jspecify.annotations.NullMarked;
