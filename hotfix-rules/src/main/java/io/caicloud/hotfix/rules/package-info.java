/** See the module description. */
@NullMarked
package io.caicloud.hotfix.rules;

import org.jspecify.annotations.NullMarked;
