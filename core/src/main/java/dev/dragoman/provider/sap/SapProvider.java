package dev.dragoman.provider.sap;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.provider.Provider;
import java.util.List;
import java.util.Map;

/**
 * The provider {@code sap}: models of SAP's generative AI hub by its orchestration service.
 *
 * @see <a href="https://help.sap.com/docs/sap-ai-core/generative-ai/orchestration">SAP: Orchestration</a>
 */
public final class SapProvider {

    /** Its name in a model string. */
    public static final String NAME = "sap";

    private SapProvider() {}

    /** The provider; {@code openai} must be OpenAI's dialect as other servers speak it. */
    public static Provider speaking(Dialect openai) {
        return new Provider(
                NAME,
                "SAP AI Core",
                new SapDialect(openai),
                new SapAddress(),
                new SapCredentials(),
                new SapQuirks(),
                List.of(),
                List.of("AICORE_BASE_URL"),
                Map.of(
                        SapService.SERVICE_KEY, "AICORE_SERVICE_KEY",
                        SapService.CLIENT_ID, "AICORE_CLIENT_ID",
                        SapService.CLIENT_SECRET, "AICORE_CLIENT_SECRET",
                        SapService.AUTH_URL, "AICORE_AUTH_URL",
                        SapService.RESOURCE_GROUP, "AICORE_RESOURCE_GROUP"));
    }
}
