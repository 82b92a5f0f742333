/** The {@code hotfix} command. */
@NullMarked
package io.caicloud.hotfix.examples.cli;

import org.jspecify.annotations.NullMarked;
