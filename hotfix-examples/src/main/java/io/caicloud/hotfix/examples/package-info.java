/** See the module description. */
@NullMarked
package io.caicloud.hotfix.examples;

import org.jspecify.annotations.NullMarked;
