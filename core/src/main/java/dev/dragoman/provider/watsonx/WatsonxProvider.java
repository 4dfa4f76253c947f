package dev.dragoman.provider.watsonx;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.dialect.prompt.PromptDialect;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.provider.Address;
import dev.dragoman.provider.Provider;
import dev.dragoman.provider.Quirks;
import dev.dragoman.provider.Target;
import java.util.List;
import java.util.Map;

/**
 * The providers {@code watsonx}, models of IBM watsonx.ai that hold conversations, and {@code watsonx_text}, those that go on with
 * a text.
 *
 * @see <a href="https://cloud.ibm.com/apidocs/watsonx-ai">IBM: watsonx.ai API</a>
 */
public final class WatsonxProvider {

    /** Its name in a model string. */
    public static final String NAME = "watsonx";

    /** The name for models that go on with a text. */
    public static final String TEXT = "watsonx_text";

    private WatsonxProvider() {}

    /** The provider; {@code openai} must be OpenAI's dialect as other servers speak it. */
    public static Provider speaking(Dialect openai) {
        WatsonxAddress address = new WatsonxAddress(WatsonxAddress.CHAT);
        return provider(NAME, openai, address, new WatsonxQuirks())
                .offering(WatsonxServices.of(address, openai::readError, WatsonxProvider::scope));
    }

    /** The provider {@value #TEXT}; {@code openai} must be OpenAI's dialect as other servers speak it. */
    public static Provider generating(Dialect openai) {
        Dialect dialect = new WatsonxTextDialect(PromptDialect.watsonx(), openai);
        return provider(TEXT, dialect, new WatsonxAddress(WatsonxAddress.TEXT), WatsonxScope::placed);
    }

    private static Provider provider(String name, Dialect dialect, Address address, Quirks quirks) {
        return new Provider(
                name,
                "watsonx.ai",
                dialect,
                address,
                new WatsonxCredentials(),
                quirks,
                List.of("WATSONX_APIKEY", "WATSONX_API_KEY", "WX_API_KEY"),
                List.of("WATSONX_API_BASE", "WATSONX_URL", "WX_URL"),
                Map.of(
                        "token", "WATSONX_TOKEN",
                        "zen_api_key", "WATSONX_ZENAPIKEY",
                        "iam_url", "WATSONX_IAM_URL",
                        "watsonx_region_name", "WATSONX_REGION",
                        "project_id", "WATSONX_PROJECT_ID",
                        "space_id", "WATSONX_SPACE_ID",
                        "WX_PROJECT_ID", "WX_PROJECT_ID",
                        "WATSONX_DEPLOYMENT_SPACE_ID", "WATSONX_DEPLOYMENT_SPACE_ID",
                        "WX_SPACE_ID", "WX_SPACE_ID"));
    }

    private static JsonObject scope(Target target) {
        WatsonxScope scope = WatsonxScope.of(target);
        if (scope == null) {
            throw new IllegalArgumentException(WatsonxScope.MISSING);
        }
        return JsonObject.of(scope.member(), new JsonString(scope.id()));
    }
}
