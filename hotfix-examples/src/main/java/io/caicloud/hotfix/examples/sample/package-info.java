/** Prepares the images of the sample release tree. */
@NullMarked
package io.caicloud.hotfix.examples.sample;

import org.jspecify.annotations.NullMarked;
