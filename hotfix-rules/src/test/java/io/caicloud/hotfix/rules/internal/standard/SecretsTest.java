package io.caicloud.hotfix.rules.internal.standard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What looks like a secret and what does not. */
final class SecretsTest {

  @ParameterizedTest
  @CsvSource({
    "MONGO_PASSWORD, s3cret",
    "password, 123456",
    "dbPassword, admin",
    "ldap.bind-passwd, Pwd12345",
    "API_TOKEN, 8f14e45fceea167a5a36",
    "accessKey, AKIA1234567890ABCD",
    "clientSecret, 9b74c9897bac770ffc02"
  })
  void is_a_secret(String name, String value) {
    assertThat(Secrets.isSecret(name, value)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "MONGO_PASSWORD, ''",
    "MONGO_PASSWORD, '[[ mongo_password ]]'",
    "MONGO_PASSWORD, $(PASSWORD)",
    "MONGO_PASSWORD, '{{ .Values.password }}'",
    "PASSWORD_FILE, s3cret1",
    "password, /etc/secrets/mongo",
    "password, required",
    "password, true",
    "password, ******",
    "password, userPassword",
    "password, Enter your password",
    "password, 请输入密码",
    "PWD, /root",
    "TOKEN_TTL, 3600",
    "TOKEN, kubernetes",
    "csrfToken, X-Csrf-Token",
    "privateKey, tls.key",
    "SECRET_NAME, mongo-secret",
    "MONGO_HOST, mongo-0.mongo.default"
  })
  void is_no_secret(String name, String value) {
    assertThat(Secrets.isSecret(name, value)).isFalse();
  }

  @Test
  void finds_a_line_of_a_file() {
    assertThat(Secrets.find("host: a\n  password: s3cret\n")).hasValue(10);
    assertThat(Secrets.find("{\n\"db.password\": \"s3cret\",\n\"a\": 1}")).hasValue(3);
    assertThat(Secrets.find("user=a\npassword = s3cret\r\n")).hasValue(7);
    assertThat(Secrets.find("x\n-----BEGIN RSA PRIVATE KEY-----\nMII")).hasValue(2);
  }

  @Test
  void leaves_other_lines_alone() {
    assertThat(
            Secrets.find(
                "# password: s3cret\npassword:\npassword: \"[[ p ]]\"\npassword: {{ p }}\n"
                    + "password: |\n  x\n-----BEGIN PUBLIC KEY-----\n-----BEGIN CERTIFICATE-----"))
        .isEmpty();
  }

  @Test
  void is_not_kept_busy_by_long_lines() {
    String blanks = " ".repeat(1_000_000);
    assertThat(Secrets.find("password: a" + blanks + "b")).isEmpty();
    assertThat(Secrets.isSecret("password", "a".repeat(1_000_000))).isFalse();
    assertThat(Secrets.isSecret("_".repeat(1_000_000), "s3cret")).isFalse();
    assertThat(Secrets.isSecret("password", "two\nlines")).isFalse();
  }

  @Test
  void decodes_text_only() {
    assertThat(Secrets.decode("czNjcmV0")).hasValue("s3cret");
    assertThat(Secrets.decode("/////w==")).isEmpty();
    assertThat(Secrets.decode("[[ x ]]")).isNotEqualTo(Optional.of("s3cret"));
  }
}
