/** What makes a finding the same one in another state of its file. */
@NullMarked
package io.caicloud.hotfix.rules.internal.identity;

import org.jspecify.annotations.NullMarked;
