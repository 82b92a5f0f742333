/**
 * Where the images of a hotfix come from: OCI layouts, {@code docker save} files, registries. Bytes
 * are checked against their digests where they are read.
 */
@NullMarked
package io.caicloud.hotfix.image;

import org.jspecify.annotations.NullMarked;
