package dev.dragoman.provider.gigachat;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.provider.Provider;
import dev.dragoman.provider.Quirks;
import java.util.List;
import java.util.Map;

/**
 * The provider {@code gigachat}: Sber's GigaChat. Its servers have certificates of a Russian authority, which must be trusted.
 *
 * @see <a href="https://developers.sber.ru/docs/ru/gigachat/api/reference/rest/gigachat-api">Sber: GigaChat API</a>
 */
public final class GigaChatProvider {

    /** Its name in a model string. */
    public static final String NAME = "gigachat";

    private GigaChatProvider() {}

    /** The provider; {@code openai} must be OpenAI's dialect as other servers speak it. */
    public static Provider speaking(Dialect openai) {
        return new Provider(
                NAME,
                "GigaChat",
                new GigaChatDialect(openai),
                new GigaChatAddress(),
                new GigaChatCredentials(),
                Quirks.NONE,
                List.of("GIGACHAT_CREDENTIALS", "GIGACHAT_API_KEY"),
                List.of("GIGACHAT_API_BASE", "GIGACHAT_BASE_URL"),
                Map.of(
                        "gigachat_scope", "GIGACHAT_SCOPE",
                        "gigachat_auth_url", "GIGACHAT_AUTH_URL",
                        "gigachat_access_token", "GIGACHAT_ACCESS_TOKEN"));
    }
}
