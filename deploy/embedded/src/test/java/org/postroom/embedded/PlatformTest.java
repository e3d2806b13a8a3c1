package org.postroom.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PlatformTest {
  @Test
  void knowsTheSystemsPostroomRunsOn() {
    assertThat(Platform.of("Linux", "amd64")).isEqualTo(Platform.LINUX_X86_64);
    assertThat(Platform.of("Linux", "aarch64")).isEqualTo(Platform.LINUX_ARM64);
    assertThat(Platform.of("Mac OS X", "aarch64")).isEqualTo(Platform.MACOS_ARM64);
  }

  @Test
  void refusesOthersInOneSentence() {
    assertThatThrownBy(() -> Platform.of("Windows 11", "amd64"))
        .hasMessage(
            "Postroom runs on Linux (x86-64, arm64) and macOS (arm64), not on Windows 11 (amd64).");
    assertThatThrownBy(() -> Platform.of("Mac OS X", "x86_64")).hasMessageContaining("x86_64");
    assertThatThrownBy(() -> Platform.of("Linux", "riscv64")).hasMessageContaining("riscv64");
  }
}
