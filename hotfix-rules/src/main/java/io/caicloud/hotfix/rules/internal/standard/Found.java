package io.caicloud.hotfix.rules.internal.standard;

import io.caicloud.hotfix.finding.Finding;
import java.util.List;

/** A subject that was judged in part when it was read. */
public interface Found {

  /** Return what was found then, by any rule. */
  List<Finding> found();
}
