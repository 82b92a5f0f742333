/**
 * The configuration of a check, {@code .hotfix-rules.yaml}. Start at {@link
 * io.caicloud.hotfix.rules.config.RuleConfiguration}.
 */
@NullMarked
package io.caicloud.hotfix.rules.config;

import org.jspecify.annotations.NullMarked;
