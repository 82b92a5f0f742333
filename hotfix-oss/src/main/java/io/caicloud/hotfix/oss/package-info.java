/** See the module description. */
@NullMarked
package io.caicloud.hotfix.oss;

import org.jspecify.annotations.NullMarked;
