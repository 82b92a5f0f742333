/** A rule as another team writes it for itself, in a module that provides it as a service. */
@NullMarked
package io.caicloud.hotfix.examples.house;

import org.jspecify.annotations.NullMarked;
