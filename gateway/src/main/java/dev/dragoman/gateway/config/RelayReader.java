package dev.dragoman.gateway.config;

import dev.dragoman.gateway.config.ConfigNode.Mapping;
import dev.dragoman.gateway.config.ConfigNode.Scalar;
import dev.dragoman.gateway.config.ConfigNode.Sequence;
import dev.dragoman.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Reads what is handed on to other servers as it is. */
final class RelayReader {

    private static final String VERTEX = "default_vertex_config";
    private static final String PROVIDER = "custom_llm_provider";
    private static final String MODEL = "pass-through";

    private final SectionReader reader;

    RelayReader(SectionReader reader) {
        this.reader = reader;
    }

    RelaySettings read(Mapping root, Mapping general, SectionValues generalValues) {
        var timeout = generalValues.span("pass_through_request_timeout", RelaySettings.NONE.timeout());
        PassThroughReader endpoints = new PassThroughReader(reader, timeout);
        return new RelaySettings(
                items(
                        "general_settings.pass_through_endpoints",
                        general.get("pass_through_endpoints"),
                        endpoints::read),
                timeout,
                items("files_settings", root.get("files_settings"), this::credentials),
                items("finetune_settings", root.get("finetune_settings"), this::credentials),
                vertex(SectionReader.mapping(root, VERTEX)));
    }

    private <T> List<T> items(String path, @Nullable ConfigNode node, BiFunction<String, Mapping, @Nullable T> read) {
        List<T> items = new ArrayList<>();
        if (node instanceof Sequence sequence) {
            for (int i = 0; i < sequence.items().size(); i++) {
                ConfigNode item = sequence.items().get(i);
                String inner = KeyPath.item(path, i, item);
                T made = null;
                if (item instanceof Mapping mapping) {
                    made = read.apply(inner, mapping);
                } else {
                    reader.problems().error(item.location(), inner, Secrecy.shown(inner, item), "a map");
                }
                if (made != null) {
                    items.add(made);
                }
            }
        }
        return items;
    }

    private @Nullable ModelEntry credentials(String path, Mapping item) {
        String provider = item.text(PROVIDER);
        if (provider == null || provider.isBlank()) {
            reader.problems()
                    .error(item.location(), KeyPath.child(path, PROVIDER), "nothing", "a provider such as openai");
            return null;
        }
        return entry(path, item, provider);
    }

    private @Nullable ModelEntry vertex(@Nullable Mapping config) {
        return config == null ? null : entry(VERTEX, config, "vertex_ai");
    }

    private ModelEntry entry(String path, Mapping item, String provider) {
        Mapping params =
                item.without(List.of(PROVIDER)).with("model", Scalar.of(provider + "/" + MODEL, item.location()));
        SectionValues values = reader.open("litellm_params", path, params);
        List<String> organizations = values.texts("organization");
        return new ModelEntry(
                provider + "/" + MODEL,
                ModelParams.of(values, Serving.ALL, organizations.isEmpty() ? null : organizations.getFirst()),
                path,
                JsonObject.EMPTY,
                ModelEntry.builtIn(MODEL, path).health(),
                item.location(),
                false);
    }
}
