package dev.dragoman.provider.watsonx;

import dev.dragoman.http.Headers;
import dev.dragoman.http.Origin;
import dev.dragoman.provider.Address;
import dev.dragoman.provider.Endpoint;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Percent;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.completions.BaseAddress;

/**
 * The service of a region, or a Cloud Pak of one's own; streams have a path of their own.
 *
 * @param method how models are asked
 * @see <a href="https://cloud.ibm.com/apidocs/watsonx-ai#text-chat">IBM: Infer text by chat</a>
 */
record WatsonxAddress(String method) implements Address {

    /** The version of the interface when none is configured. */
    static final String VERSION = "2024-03-13";

    static final String CHAT = "/text/chat";
    static final String TEXT = "/text/generation";

    private static final String EXAMPLE = "https://us-south.ml.cloud.ibm.com";

    @Override
    public Endpoint endpoint(Operation operation, Target target, boolean stream) {
        String action = switch (operation) {
            case CHAT -> stream ? method + "_stream" : method;
            case EMBEDDINGS -> "/text/embeddings";
            case RERANK -> "/text/rerank";
            default -> throw Address.without(operation, "watsonx.ai");
        };
        BaseAddress base = BaseAddress.of(base(target), EXAMPLE);
        WatsonxModel model = WatsonxModel.of(target.model());
        String deployment = model.deployed() && operation == Operation.CHAT
                ? "/deployments/" + Percent.encoded(model.id(), Percent.UNRESERVED)
                : "";
        String path = base.with("/ml/v1") + deployment + action;
        return new Endpoint(Origin.of(base.uri()), path + "?version=" + version(target), Headers.EMPTY);
    }

    private static String base(Target target) {
        String told = target.apiBase();
        if (told != null && !told.isBlank()) {
            return told;
        }
        String region = target.setting("watsonx_region_name");
        if (region == null || region.isBlank()) {
            throw new IllegalArgumentException(
                    "api_base: missing for watsonx.ai (expected: the service's address, such as " + EXAMPLE
                            + ", here or in WATSONX_URL of the environment, or watsonx_region_name)");
        }
        return "https://" + region.strip() + ".ml.cloud.ibm.com";
    }

    private static String version(Target target) {
        String told = target.apiVersion();
        return Percent.encoded(told == null || told.isBlank() ? VERSION : told.strip(), Percent.UNRESERVED);
    }
}
