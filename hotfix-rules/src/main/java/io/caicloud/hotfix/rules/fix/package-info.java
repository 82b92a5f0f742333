/**
 * Applying the fixes that findings come with. Start at {@link
 * io.caicloud.hotfix.rules.fix.Fixer#of}.
 */
@NullMarked
package io.caicloud.hotfix.rules.fix;

import org.jspecify.annotations.NullMarked;
