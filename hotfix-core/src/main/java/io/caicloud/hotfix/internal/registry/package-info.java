/**
 * HTTP and authentication to OCI and Docker registries. Not exported: for the packages of this
 * module only.
 */
@NullMarked
package io.caicloud.hotfix.internal.registry;

import org.jspecify.annotations.NullMarked;
