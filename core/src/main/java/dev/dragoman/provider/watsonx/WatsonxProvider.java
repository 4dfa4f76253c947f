package dev.dragoman.provider.watsonx;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.provider.Provider;
import dev.dragoman.provider.Target;
import java.util.List;
import java.util.Map;

/**
 * The provider {@code watsonx}: IBM watsonx.ai.
 *
 * @see <a href="https://cloud.ibm.com/apidocs/watsonx-ai">IBM: watsonx.ai API</a>
 */
public final class WatsonxProvider {

    /** Its name in a model string. */
    public static final String NAME = "watsonx";

    private WatsonxProvider() {}

    /** The provider; {@code openai} must be OpenAI's dialect as other servers speak it. */
    public static Provider speaking(Dialect openai) {
        WatsonxAddress address = new WatsonxAddress();
        Provider provider = new Provider(
                NAME,
                "watsonx.ai",
                openai,
                address,
                new WatsonxCredentials(),
                new WatsonxQuirks(),
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
        return provider.offering(WatsonxServices.of(address, openai::readError, WatsonxProvider::scope));
    }

    private static JsonObject scope(Target target) {
        WatsonxScope scope = WatsonxScope.of(target);
        if (scope == null) {
            throw new IllegalArgumentException(WatsonxScope.MISSING);
        }
        return JsonObject.of(scope.member(), new JsonString(scope.id()));
    }
}
