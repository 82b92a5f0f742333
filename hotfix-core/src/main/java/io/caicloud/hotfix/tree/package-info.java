/**
 * The release tree of a checkout, {@code release-hotfixes/} and {@code oem-hotfixes/}: every hotfix
 * in it with what could and could not be read, and everything else in it as a finding. Everything
 * here is immutable and safe to share between threads.
 */
@NullMarked
package io.caicloud.hotfix.tree;

import org.jspecify.annotations.NullMarked;
