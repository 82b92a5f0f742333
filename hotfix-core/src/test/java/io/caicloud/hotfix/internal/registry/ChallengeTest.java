package io.caicloud.hotfix.internal.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ChallengeTest {

  @Test
  void reads_what_registries_say() {
    assertThat(
            Challenge.parse(
                List.of(
                    "Bearer realm=\"https://auth.example/token\",service=\"registry.example\","
                        + "scope=\"repository:release/web:pull,push\"")))
        .containsExactly(
            new Challenge(
                "bearer",
                Map.of(
                    "realm", "https://auth.example/token",
                    "service", "registry.example",
                    "scope", "repository:release/web:pull,push")));
  }

  @Test
  void reads_several_offers_in_one_field_or_in_several() {
    assertThat(
            Challenge.parse(
                List.of(
                    "Negotiate, NTLM TlRMTVNTUAAC==, BASIC Realm = \"a \\\"b\\\", c\" , charset=UTF-8",
                    "bearer realm=x")))
        .containsExactly(
            new Challenge("negotiate", Map.of()),
            new Challenge("ntlm", Map.of()),
            new Challenge("basic", Map.of("realm", "a \"b\", c", "charset", "UTF-8")),
            new Challenge("bearer", Map.of("realm", "x")));
  }

  @Test
  void takes_the_first_of_two_parameters_with_one_name() {
    assertThat(Challenge.parse(List.of("Bearer realm=a, realm=b")))
        .containsExactly(new Challenge("bearer", Map.of("realm", "a")));
  }

  @Test
  void stops_where_it_understands_nothing() {
    assertThat(Challenge.parse(List.of("Basic realm=\"open", "Basic realm=x; y=z", "", "=")))
        .extracting(Challenge::scheme)
        .containsOnly("basic");
    assertThat(Challenge.parse(List.of("a ".repeat(30_000)))).isNotEmpty();
  }
}
