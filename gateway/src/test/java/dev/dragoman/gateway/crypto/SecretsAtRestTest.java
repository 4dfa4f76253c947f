package dev.dragoman.gateway.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is encrypted can be read by its key at its place, and by nobody and nowhere else. */
final class SecretsAtRestTest {

    private static final long SEED = 20_260_911;

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(200); i > 0; i--) {
            text.appendCodePoint(random.nextInt(4) == 0 ? 0x1F600 + random.nextInt(50) : ' ' + random.nextInt(300));
        }
        return text.toString();
    }

    @Test
    void whatIsEncryptedIsReadAgain() throws UnreadableException {
        Random random = new Random(SEED);
        Keyring keys = Keyring.of("salt key", "sk-master");
        for (int i = 0; i < 500; i++) {
            String text = text(random);
            String place = text(random);
            CipherKey key = i % 2 == 0 ? CipherKey.of("salt key") : CipherKey.of("sk-master");

            String encrypted = key.encrypt(text, place);

            assertThat(keys.decrypt(encrypted, place)).isEqualTo(text);
            assertThat(Keyring.isEncrypted(encrypted)).isTrue();
            assertThat(Keyring.keyId(encrypted)).isEqualTo(key.id());
            assertThat(key.encrypt(text, place)).isNotEqualTo(encrypted);
        }
    }

    @Test
    void anotherPlaceIsRefused() {
        CipherKey key = CipherKey.of("sk-master");
        Keyring keys = Keyring.of(null, "sk-master");
        String encrypted = key.encrypt("sk-vendor", "MODEL\0a\0api_key");

        assertThatThrownBy(() -> keys.decrypt(encrypted, "MODEL\0b\0api_key"))
                .isInstanceOf(UnreadableException.class)
                .hasMessageContaining("another place");
        assertThatThrownBy(() -> keys.decrypt(encrypted, "CREDENTIAL\0a\0api_key"))
                .isInstanceOf(UnreadableException.class);
    }

    @Test
    void whateverIsChangedIsRefused() {
        Random random = new Random(SEED);
        Keyring keys = Keyring.of(null, "sk-master");
        String encrypted = CipherKey.of("sk-master").encrypt("sk-vendor", "here");
        int payload = encrypted.lastIndexOf(':') + 1;
        byte[] bytes = Base64.getUrlDecoder().decode(encrypted.substring(payload));
        for (int i = 0; i < bytes.length; i++) {
            byte[] changed = bytes.clone();
            changed[i] ^= (byte) (1 << random.nextInt(8));
            String other = encrypted.substring(0, payload)
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(changed);

            assertThatThrownBy(() -> keys.decrypt(other, "here")).isInstanceOf(UnreadableException.class);
        }
        for (int end = payload; end < encrypted.length(); end++) {
            String cut = encrypted.substring(0, end);
            assertThatThrownBy(() -> keys.decrypt(cut, "here")).isInstanceOf(UnreadableException.class);
        }
    }

    @Test
    void anotherKeyIsNamedByItsId() {
        Keyring keys = Keyring.of(null, "sk-other");
        CipherKey key = CipherKey.of("sk-master");

        assertThatThrownBy(() -> keys.decrypt(key.encrypt("sk-vendor", "here"), "here"))
                .isInstanceOf(UnreadableException.class)
                .hasMessageContaining(key.id())
                .hasMessageNotContaining("sk-");
        assertThatThrownBy(() -> keys.decrypt("sk-vendor", "here")).isInstanceOf(UnreadableException.class);
    }

    /** Made by PyNaCl, as LiteLLM uses it, with the salt key {@code sk-salt-of-theirs}. */
    @ParameterizedTest
    @CsvSource({
        "sk-vendor-key, AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBGagwrY753y0wr9KenJhcAiViDaZg6KgvXofHPls=",
        "openai/gpt-4o, AwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDXh3TcMK07zarsY_FE25S_thjfeUncGjI4AePtKk=",
        "openai/gpt-4o, AwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDXh3TcMK07zarsY/FE25S/thjfeUncGjI4AePtKk=",
        "ä€😀 secret, BAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEJZqbHnOPIHdnpXI8SPm_5qS1DKt9E7n3MsTS8_gVZio=",
    })
    void whatLiteLlmEncryptedIsRead(String text, String encrypted) throws UnreadableException {
        assertThat(new LiteLlmCipher("sk-salt-of-theirs").decrypt(encrypted)).isEqualTo(text);
        assertThatThrownBy(() -> new LiteLlmCipher("sk-another").decrypt(encrypted))
                .isInstanceOf(UnreadableException.class);
    }

    @Test
    void longTextsOfLiteLlmAreReadAndWrittenAlike() throws UnreadableException {
        LiteLlmCipher cipher = new LiteLlmCipher("sk-salt-of-theirs");
        byte[] nonce = new byte[24];
        java.util.Arrays.fill(nonce, (byte) 5);
        String known =
                "BQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUF0LOJv2ZvqM0we9s9BjsK8q_S2w2fW27x7vCPa2jTX89YnA6Ge6eaE6ixc8NboMED"
                        + "EI0i-uh4rcgKvUubkmc6a8U059SvogAzqHyjTo0MCXcXJjV2PaKJgx62FnmBDO9Ww43NlXs96iD951HyTG1uhjuxjeM=";

        assertThat(cipher.encrypt("x".repeat(100), nonce)).isEqualTo(known);
        assertThat(cipher.decrypt(known)).isEqualTo("x".repeat(100));
        assertThat(cipher.decrypt("")).isEmpty();
        assertThatThrownBy(() -> cipher.decrypt("sk-plain")).isInstanceOf(UnreadableException.class);
    }
}
