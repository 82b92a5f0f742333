/** Fixtures for tests of the library and of those who embed it. Needs AssertJ on the class path. */
@NullMarked
package io.caicloud.hotfix.testing;

import org.jspecify.annotations.NullMarked;
