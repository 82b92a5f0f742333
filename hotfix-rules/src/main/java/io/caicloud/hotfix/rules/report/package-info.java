/**
 * Reports in the forms that people and platforms read. Start at {@link
 * io.caicloud.hotfix.rules.report.ReportWriter}.
 */
@NullMarked
package io.caicloud.hotfix.rules.report;

import org.jspecify.annotations.NullMarked;
