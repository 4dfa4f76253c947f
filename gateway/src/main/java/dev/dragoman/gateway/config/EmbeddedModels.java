package dev.dragoman.gateway.config;

import dev.dragoman.gateway.config.ConfigNode.Mapping;
import dev.dragoman.gateway.config.ConfigNode.Scalar;
import dev.dragoman.gateway.config.ConfigNode.Sequence;
import dev.dragoman.provider.compatible.CompatibleProviders;
import java.util.ArrayList;
import java.util.List;

/** The configuration of a gateway without a file: a wildcard for each provider whose key is known, and an echo. */
final class EmbeddedModels {

    private static final Location HERE = Location.whole("embedded defaults");
    private static final String ECHO = "mock/echo";

    private static final List<Vendor> VENDORS = List.of(
            new Vendor("openai", List.of(List.of("OPENAI_API_KEY"))),
            new Vendor("anthropic", List.of(List.of("ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN"))),
            new Vendor("gemini", List.of(List.of("GOOGLE_API_KEY", "GEMINI_API_KEY"))),
            new Vendor("bedrock", List.of(List.of("AWS_BEARER_TOKEN_BEDROCK", "AWS_ACCESS_KEY_ID"))),
            new Vendor(
                    "azure",
                    List.of(
                            List.of("AZURE_OPENAI_API_KEY", "AZURE_API_KEY", "AZURE_AD_TOKEN"),
                            List.of("AZURE_API_BASE"))),
            new Vendor("vertex_ai", List.of(List.of("VERTEXAI_PROJECT", "VERTEXAI_CREDENTIALS"))));

    private EmbeddedModels() {}

    /** A provider, and the environment variables it needs: one of each list. */
    private record Vendor(String name, List<List<String>> needed) {

        boolean isKnown(Environment environment) {
            return needed.stream().allMatch(names -> environment.first(names) != null);
        }
    }

    static Mapping root(Environment environment) {
        List<ConfigNode> models = new ArrayList<>();
        for (Vendor vendor : VENDORS) {
            if (vendor.isKnown(environment)) {
                models.add(entry(vendor.name + "/*", "embedded-" + vendor.name));
            }
        }
        for (String compatible : CompatibleProviders.configured(name -> environment.get(name) != null)) {
            models.add(entry(compatible + "/*", "embedded-" + compatible));
        }
        models.add(entry(ECHO, "embedded-echo"));
        return Mapping.empty(HERE).with("model_list", new Sequence(models, HERE));
    }

    private static Mapping entry(String name, String id) {
        return map("model_name", name)
                .with("litellm_params", map("model", name))
                .with("model_info", map("id", id));
    }

    private static Mapping map(String key, String value) {
        return Mapping.empty(HERE).with(key, Scalar.of(value, HERE));
    }
}
