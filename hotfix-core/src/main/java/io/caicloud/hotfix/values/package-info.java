/**
 * The values of an addon: who it is, its controllers, and all images wherever they hide. Everything
 * here is immutable and safe to share between threads.
 */
@NullMarked
package io.caicloud.hotfix.values;

import org.jspecify.annotations.NullMarked;
