package dev.dragoman.provider.openai;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.provider.Address;
import dev.dragoman.provider.Provider;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.completions.OpenAiServices;
import java.util.List;

/** OpenAI's platform. */
public final class OpenAiProvider {

    private OpenAiProvider() {}

    /** Whether a model is reached at OpenAI itself; the provider's name is also used for compatible servers elsewhere. */
    public static boolean isAtHome(Target target) {
        return OpenAiAddress.isOwn(target);
    }

    /** The provider {@code openai}; {@code dialect} must be OpenAI's. */
    public static Provider speaking(Dialect dialect) {
        Address address = new OpenAiAddress();
        return new Provider(
                        "openai",
                        "OpenAI",
                        dialect,
                        address,
                        new OpenAiCredentials(),
                        new OpenAiQuirks(),
                        List.of("OPENAI_API_KEY"),
                        List.of("OPENAI_BASE_URL", "OPENAI_API_BASE"))
                .offering(OpenAiServices.of(OpenAiServices.OWN, address, dialect::readError));
    }
}
