/** Files that appear whole or not at all. Not exported: for the packages of this module only. */
@NullMarked
package io.caicloud.hotfix.internal.io;

import org.jspecify.annotations.NullMarked;
