package dev.dragoman.provider.codestral;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.dialect.openai.FimDialect;
import dev.dragoman.provider.KeyHeader;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Provider;
import dev.dragoman.provider.Spoken;
import java.util.List;
import java.util.Map;

/**
 * The provider {@code text-completion-codestral}: texts that go on with a prompt, up to a suffix where there is one.
 *
 * @see <a href="https://docs.mistral.ai/api/#tag/fim">Mistral AI: FIM API</a>
 */
public final class CodestralProvider {

    /** Its name in a model string. */
    public static final String NAME = "text-completion-codestral";

    private CodestralProvider() {}

    /**
     * The provider.
     *
     * @param text OpenAI's dialect of texts
     * @param chat OpenAI's dialect as other servers speak it
     */
    public static Provider speaking(Dialect text, Dialect chat) {
        return new Provider(
                NAME,
                "Codestral",
                List.of(new Spoken(Operation.COMPLETIONS, new FimDialect(text, chat), new FimQuirks())),
                Map.of(),
                new FimAddress(),
                KeyHeader.bearer(NAME, "CODESTRAL_API_KEY"),
                List.of("CODESTRAL_API_KEY"),
                List.of("CODESTRAL_API_BASE"),
                Map.of());
    }
}
