package dev.dragoman.dialect.gemini;

import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.ToolChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code toolConfig}: which functions the model may or must call, and where it searches. */
final class ToolConfig {

    private static final String CALLING = "functionCallingConfig";
    private static final String NAMES = "allowedFunctionNames";

    private ToolConfig() {}

    /**
     * The configuration.
     *
     * @param given what the caller said in the vendor's own words
     * @param functions whether there are functions to call
     */
    static JsonObject write(@Nullable ToolChoice choice, JsonObject place, JsonObject given, boolean functions) {
        JsonObject.Builder out = JsonObject.builder();
        if (choice != null && (functions || insists(choice))) {
            out.put(CALLING, calling(choice));
        }
        if (!place.isEmpty()) {
            out.put("retrievalConfig", retrieval(place));
        }
        given.forEach((name, value) -> out.put(ProtoName.camel(name), value));
        return out.build();
    }

    /** The choice; null when nothing is said. */
    static @Nullable ToolChoice read(ProtoField config) {
        ProtoField calling = config.member(CALLING);
        String mode = calling == null ? null : calling.string("mode");
        if (calling == null || mode == null) {
            return null;
        }
        List<String> names = new ArrayList<>();
        calling.list(NAMES).forEach(name -> names.add(name.text()));
        return switch (mode.toUpperCase(Locale.ROOT)) {
            case "AUTO", "MODE_UNSPECIFIED" -> new ToolChoice.Auto();
            case "NONE" -> new ToolChoice.None();
            case "ANY" -> any(names);
            case "VALIDATED" -> names.isEmpty() ? new ToolChoice.Auto() : new ToolChoice.Allowed(names, false);
            default -> throw calling.required("mode").wrong("AUTO, ANY, NONE or VALIDATED");
        };
    }

    private static ToolChoice any(List<String> names) {
        return switch (names.size()) {
            case 0 -> new ToolChoice.Required();
            case 1 -> new ToolChoice.Named(names.getFirst(), false);
            default -> new ToolChoice.Allowed(names, true);
        };
    }

    private static boolean insists(ToolChoice choice) {
        return !(choice instanceof ToolChoice.Auto || choice instanceof ToolChoice.None);
    }

    private static JsonObject calling(ToolChoice choice) {
        return switch (choice) {
            case ToolChoice.Auto auto -> mode("AUTO", List.of());
            case ToolChoice.None none -> mode("NONE", List.of());
            case ToolChoice.Required required -> mode("ANY", List.of());
            case ToolChoice.Named named -> mode("ANY", List.of(named.name()));
            case ToolChoice.Allowed allowed -> mode(allowed.required() ? "ANY" : "VALIDATED", allowed.names());
        };
    }

    private static JsonObject mode(String mode, List<String> names) {
        JsonObject.Builder out = JsonObject.builder().put("mode", mode);
        if (!names.isEmpty()) {
            out.put(NAMES, JsonArray.ofStrings(names));
        }
        return out.build();
    }

    private static JsonObject retrieval(JsonObject place) {
        JsonObject.Builder out = JsonObject.builder();
        JsonValue latitude = place.get("latitude");
        JsonValue longitude = place.get("longitude");
        if (latitude != null && longitude != null) {
            out.put(
                    "latLng",
                    JsonObject.builder()
                            .put("latitude", latitude)
                            .put("longitude", longitude)
                            .build());
        }
        return out.putIfPresent("languageCode", place.get("languageCode")).build();
    }
}
