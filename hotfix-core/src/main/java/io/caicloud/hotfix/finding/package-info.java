/**
 * What a check says: findings with their place, text in two languages and way out; and the one
 * exception family of the library. Everything here is immutable and safe to share between threads.
 */
@NullMarked
package io.caicloud.hotfix.finding;

import org.jspecify.annotations.NullMarked;
