/**
 * The rules engine with the standard rules. Start at {@link
 * io.caicloud.hotfix.rules.HotfixRules#standard()}.
 */
@NullMarked
package io.caicloud.hotfix.rules;

import org.jspecify.annotations.NullMarked;
