/**
 * The place that packages are published to, and the one protocol for all such places: a package
 * appears whole or not at all, is never overwritten, and counts as published when its {@code
 * .sha256} is there.
 */
@NullMarked
package io.caicloud.hotfix.release;

import org.jspecify.annotations.NullMarked;
