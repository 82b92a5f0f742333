/**
 * Tests for authors of rules. Start at {@link io.caicloud.hotfix.rules.testing.RuleTest#of}. The
 * package needs no test library: what fails is an {@link AssertionError}, in any of them.
 */
@NullMarked
package io.caicloud.hotfix.rules.testing;

import org.jspecify.annotations.NullMarked;
