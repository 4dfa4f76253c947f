package dev.dragoman.gateway.secret;

import dev.dragoman.gateway.Server;
import dev.dragoman.gateway.config.ConfigException;
import dev.dragoman.gateway.config.ConfigLoader;
import dev.dragoman.gateway.config.Environment;
import dev.dragoman.gateway.config.ModelCheck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Configurations that name a place of secrets, and what comes of them. */
final class Places {

    private Places() {}

    /** A configuration with one model whose key is in the place. */
    static String yaml(String system, String settings) {
        return """
                model_list:
                  - model_name: chat
                    litellm_params: {model: openai/gpt-4o, api_key: os.environ/OPENAI-API-KEY}
                general_settings:
                  key_management_system: %s
                  key_management_settings: {%s}
                """.formatted(system, settings);
    }

    static ConfigLoader.Loaded load(String yaml, Map<String, String> variables, SecretReader secrets) {
        try {
            Path file = Files.createTempDirectory("secrets").resolve("config.yaml");
            Files.writeString(file, yaml);
            return ConfigLoader.load(file, new Environment(variables), ModelCheck.NONE, secrets);
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    /** The key of the first model. */
    static @Nullable String key(String yaml, Map<String, String> variables) {
        try (SecretReader secrets = Server.secrets()) {
            return load(yaml, variables, secrets)
                    .settings()
                    .models()
                    .getFirst()
                    .params()
                    .apiKey();
        }
    }

    /** The key of a model whose place knows {@code OPENAI-API-KEY}. */
    static @Nullable String keyIn(String system, String settings, Map<String, String> variables) {
        return key(yaml(system, settings), variables);
    }

    /** What is wrong, without the folder. */
    static List<String> problems(String yaml, Map<String, String> variables) {
        try {
            return List.of("fine: " + key(yaml, variables));
        } catch (ConfigException wrong) {
            return wrong.problems().stream()
                    .map(problem -> problem.toString().replaceAll("^\\S*/config", "config"))
                    .toList();
        }
    }

    static Map<String, String> with(Map<String, String> some, String... more) {
        Map<String, String> all = new HashMap<>(some);
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return all;
    }
}
