/**
 * The rules that judge a hotfix, as other parts see them: what a rule is, where its findings go,
 * the engine that runs them, and the report with its verdict. The engine and the standard rules are
 * a module of their own, found at run time; rules of other teams need this package only.
 */
@NullMarked
package io.caicloud.hotfix.rule;

import org.jspecify.annotations.NullMarked;
