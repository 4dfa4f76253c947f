package dev.dragoman.gateway.config;

import dev.dragoman.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What runs without a configuration file. */
final class EmbeddedSettings {

    private static final Location NOWHERE = new Location("embedded defaults", 0);

    /** Providers and the variables that must be there, one of each list, for a wildcard model. */
    private static final Map<String, List<List<String>>> NEEDED = new LinkedHashMap<>();

    static {
        NEEDED.put("openai", List.of(List.of("OPENAI_API_KEY")));
        NEEDED.put("anthropic", List.of(List.of("ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN")));
        NEEDED.put("gemini", List.of(List.of("GOOGLE_API_KEY", "GEMINI_API_KEY")));
        NEEDED.put(
                "azure",
                List.of(List.of("AZURE_OPENAI_API_KEY", "AZURE_API_KEY", "AZURE_AD_TOKEN"), List.of("AZURE_API_BASE")));
    }

    private EmbeddedSettings() {}

    static Settings of(Environment environment) {
        List<ModelEntry> models = new ArrayList<>();
        NEEDED.forEach((provider, needed) -> {
            if (needed.stream().allMatch(names -> environment.first(names) != null)) {
                models.add(entry(provider + "/*", provider + "/*"));
            }
        });
        models.add(entry("mock/echo", "mock/echo"));
        return new Settings(
                models,
                GeneralSettings.DEFAULTS,
                LitellmSettings.DEFAULTS,
                RouterSettings.DEFAULTS,
                DragomanSettings.DEFAULTS);
    }

    private static ModelEntry entry(String name, String model) {
        ModelParams params = new ModelParams(
                model,
                null,
                null,
                null,
                null,
                Map.of(),
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                Map.of(),
                JsonObject.EMPTY,
                JsonObject.EMPTY);
        return new ModelEntry(
                name, params, "embedded-" + name.replace("/", "-").replace("*", "any"), JsonObject.EMPTY, NOWHERE);
    }
}
