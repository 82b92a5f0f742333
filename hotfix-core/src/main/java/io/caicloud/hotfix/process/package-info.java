/**
 * What people write around packages: the notes of a date folder, and manual fixes. Everything here
 * is immutable and safe to share between threads.
 */
@NullMarked
package io.caicloud.hotfix.process;

import org.jspecify.annotations.NullMarked;
