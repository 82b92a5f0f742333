package io.caicloud.hotfix.oss;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every hazard does harm to who uses the SDK's calls for files, and none to who uses the store. The
 * former proves that the scenarios can fail.
 */
final class OssHazardsTest {

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Hazard.class)
  void does_no_harm_to_the_store(Hazard hazard) throws Exception {
    try (HazardWorld world = new HazardWorld(folder, true)) {
      hazard.check(world);
    }
  }

  @ParameterizedTest
  @EnumSource(Hazard.class)
  void does_harm_to_the_sdk_alone(Hazard hazard) {
    try (HazardWorld world = new HazardWorld(folder, false)) {
      assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> hazard.check(world));
    }
  }
}
