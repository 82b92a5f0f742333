/** The standard rules: what the process document and the format of addon values demand. */
@NullMarked
package io.caicloud.hotfix.rules.internal.standard;

import org.jspecify.annotations.NullMarked;
