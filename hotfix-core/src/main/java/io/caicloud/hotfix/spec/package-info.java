/**
 * What a hotfix is called and made of: small value types that parse and print, the specification
 * that joins them, package names and release paths. Everything here is immutable and safe to share
 * between threads.
 */
@NullMarked
package io.caicloud.hotfix.spec;

import org.jspecify.annotations.NullMarked;
