/**
 * Parts of tar files from anywhere, read with suspicion. Not exported: for the packages of this
 * module only.
 */
@NullMarked
package io.caicloud.hotfix.internal.tar;

import org.jspecify.annotations.NullMarked;
