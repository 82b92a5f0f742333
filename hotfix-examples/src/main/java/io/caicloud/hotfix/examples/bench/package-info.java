/** Benchmarks: whole builds against plain copies of the same bytes. */
@NullMarked
package io.caicloud.hotfix.examples.bench;

import org.jspecify.annotations.NullMarked;
