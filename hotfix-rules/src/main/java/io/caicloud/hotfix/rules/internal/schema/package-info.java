/** The two schemas of addon values, and what they say about a document, one finding a mistake. */
@NullMarked
package io.caicloud.hotfix.rules.internal.schema;

import org.jspecify.annotations.NullMarked;
