/**
 * Findings that were there before somebody looked, kept in a file, so that a check can show what is
 * new. Start at {@link io.caicloud.hotfix.rules.baseline.Baseline}.
 */
@NullMarked
package io.caicloud.hotfix.rules.baseline;

import org.jspecify.annotations.NullMarked;
