package dev.dragoman.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PasswordsTest {

    @Test
    void onlyTheRightPasswordMatchesAndEqualOnesLookDifferent() {
        try (Passwords passwords = new Passwords()) {
            String kept = passwords.hashed("correct horse");

            assertThat(kept).startsWith("pbkdf2-sha512$210000$").doesNotContain("correct");
            assertThat(passwords.hashed("correct horse")).isNotEqualTo(kept);
            assertThat(passwords.matches("correct horse", kept)).isTrue();
            assertThat(passwords.matches("Correct horse", kept)).isFalse();
            for (String other : new String[] {
                "",
                "correct horse",
                "$$$",
                "pbkdf2-sha512$0$YQ==$YQ==",
                "pbkdf2-sha512$x$YQ==$YQ==",
                "pbkdf2-sha512$999999999$YQ==$YQ==",
                "pbkdf2-sha512$1$?$?"
            }) {
                assertThat(passwords.matches("correct horse", other)).as(other).isFalse();
            }
        }
    }
}
