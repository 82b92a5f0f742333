package io.caicloud.hotfix.internal.registry;

import java.io.IOException;

/** The other end does not speak HTTP as it should; trying again would not help. */
final class Garbage extends IOException {

  private static final long serialVersionUID = 1L;

  Garbage(String what) {
    super(what);
  }
}
