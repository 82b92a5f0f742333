/**
 * YAML text with the position of every key and value, read strictly from parser events, and edits
 * that leave every other byte as it was. Everything here is immutable and safe to share between
 * threads.
 */
@NullMarked
package io.caicloud.hotfix.yaml;

import org.jspecify.annotations.NullMarked;
