package io.caicloud.hotfix.image;

import java.util.List;
import java.util.Objects;

/**
 * How well an image suits a platform. An architecture without a variant means the plainest that
 * today's machines have: v8 for arm64, v7 for arm, v1 for amd64; an image for arm v6 or v5 runs on
 * v7 too, but an image for amd64 v3 may not start on an amd64 machine.
 */
final class PlatformFit {

  /** It does not suit. */
  static final int NONE = Integer.MAX_VALUE;

  private PlatformFit() {}

  /** Return how well it suits, 0 being best, or {@link #NONE}. */
  static int of(Platform wanted, Platform offered) {
    if (!wanted.os().equals(offered.os())
        || !wanted.architecture().equals(offered.architecture())) {
      return NONE;
    }
    if (Objects.equals(wanted.variant(), offered.variant())) {
      return 0;
    }
    List<String> plain = plainVariants(wanted.architecture());
    if (wanted.variant() == null) {
      int place = plain.indexOf(offered.variant());
      return place < 0 ? NONE : place + 1;
    }
    boolean unnamed = offered.variant() == null;
    return unnamed && !plain.isEmpty() && plain.get(0).equals(wanted.variant()) ? 1 : NONE;
  }

  /** Return whether two statements about one image do not contradict each other. */
  static boolean agree(Platform declared, Platform configured) {
    return declared.os().equals(configured.os())
        && declared.architecture().equals(configured.architecture());
  }

  private static List<String> plainVariants(String architecture) {
    return switch (architecture) {
      case "arm64" -> List.of("v8");
      case "arm" -> List.of("v7", "v6", "v5");
      case "amd64" -> List.of("v1");
      default -> List.of();
    };
  }
}
